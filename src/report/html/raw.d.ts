/** Files that are taken as text: tests get them from vite, the build from its `raw` plugin. */
declare module '*?raw' {
  const text: string;
  export default text;
}
