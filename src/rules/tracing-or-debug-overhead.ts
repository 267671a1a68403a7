import { defineRule } from './rule.ts';

export default defineRule({
  id: 'tracing-or-debug-overhead',
  title: 'a debug kernel or tracing slows everything down',
  says: 'Checks of a debug kernel (lockdep, KASAN, ...), probes on functions of the path, or a tracer that stops the reader (strace, gdb) run with each datagram: what is measured is them, and it does not compare with a kernel without.',
  stage: 'other',
  side: 'any',
  nature: 'work',
  thresholds: {
    debug: { value: 10, because: 'a production kernel does not have these functions at all' },
    much: { value: 25, because: 'a quarter of all time is more than any step of the path costs' },
    stopped: { value: 1, because: 'a task that nobody traces never enters it' },
    tracing: { value: 8, because: 'a probe or two on rare events cost below 1 %' },
  },
  cost: [{ self: ['@debug-kernel', '@tracing', '@profiling'] }, { path: ['@ptrace-stop'], side: 'reader' }],
  evidence: [
    {
      strength: 'decisive',
      all: [
        { self: ['@debug-kernel'], atLeast: 'much' },
        { present: ['@debug-kernel'], count: 3 },
      ],
      proves: 'the kernel is built for debugging',
    },
    {
      strength: 'strong',
      all: [
        { self: ['@debug-kernel'], atLeast: 'debug' },
        { present: ['@debug-kernel'], count: 2 },
      ],
      proves: 'the kernel is built for debugging',
    },
    {
      strength: 'strong',
      all: [{ self: ['@tracing', '@profiling'], atLeast: 'tracing' }, { present: ['@tracing'] }],
      proves: 'functions or events of the path are traced',
    },
    {
      strength: 'decisive',
      path: ['@ptrace-stop'],
      side: 'reader',
      atLeast: 'tracing',
      proves: 'a tracer (strace, gdb) stops the reader at its system calls',
    },
    {
      strength: 'strong',
      self: ['ptrace_stop'],
      side: 'reader',
      atLeast: 'stopped',
      proves: 'a tracer (strace, gdb) stops the reader',
    },
  ],
  rivals: ['timer-rcu-background'],
  remedies: ['no-debug-kernel', 'stop-tracing'],
  check: 'none of these functions has samples; then measure again.',
  capture: 'system-callgraph',
  sources: [
    'Linux Documentation/locking/lockdep-design.rst',
    'Linux Documentation/trace/ftrace.rst',
    'Linux kernel/signal.c (ptrace_stop)',
  ],
});
