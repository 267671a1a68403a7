// The scanner is TypeScript and AssemblyScript at once: these are numbers in the one and machine words in the other.
declare type i32 = number;
declare type f64 = number;

/** The module compiled from a file of AssemblyScript, in base64. */
declare module '*?wasm' {
  const module: string;
  export default module;
}

/** What is used of it; the types of Node and of the language alone don't know it. */
declare namespace WebAssembly {
  class Module {
    constructor(bytes: Uint8Array);
  }
  class Instance {
    constructor(module: Module);
    readonly exports: unknown;
  }
}
