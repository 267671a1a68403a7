import { defineRule } from './rule.ts';

export default defineRule({
  id: 'tracing-or-debug-overhead',
  title: 'a debug kernel or tracing slows everything down',
  says: 'Checks of a debug kernel (lockdep, KASAN, ...) or probes on functions of the path run with each datagram: what is measured is them, and it does not compare with a kernel without.',
  stage: 'other',
  side: 'any',
  nature: 'work',
  thresholds: {
    debug: { value: 10, because: 'a production kernel does not have these functions at all' },
    much: { value: 25, because: 'a quarter of all time is more than any step of the path costs' },
    tracing: { value: 8, because: 'a probe or two on rare events cost below 1 %' },
  },
  cost: [{ self: ['@debug-kernel', '@tracing', '@profiling'] }],
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
  ],
  rivals: ['timer-rcu-background'],
  remedies: ['no-debug-kernel', 'stop-tracing'],
  check: 'none of these functions has samples; then measure again.',
  capture: 'system-callgraph',
  sources: ['Linux Documentation/locking/lockdep-design.rst', 'Linux Documentation/trace/ftrace.rst'],
});
