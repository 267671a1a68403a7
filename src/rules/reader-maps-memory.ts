import { defineRule } from './rule.ts';

export default defineRule({
  id: 'reader-maps-memory',
  title: 'the reader maps and unmaps memory while it receives',
  says: 'The task that receives asks the kernel for memory and gives it back between datagrams: mappings are made and torn down, and each page is cleared and faulted in again.',
  stage: 'application',
  side: 'reader',
  nature: 'work',
  thresholds: {
    mapping: {
      value: 20,
      because: 'a reader that keeps its buffers maps nothing: faults and mappings stay below a few percent',
    },
    functions: { value: 15, because: 'these functions alone; with faults now and then they take up to a tenth' },
    own: {
      value: 80,
      because:
        'then it is what the program does; and where no task is told apart, this is not known and nobody can be blamed',
    },
    receives: {
      value: 0.3,
      because: 'below, receiving is a side line of the task, and its memory is for something else',
    },
    lost: { value: 1, because: 'more than a burst now and then does not fit into the receive buffer' },
  },
  cost: [{ path: ['@memory-mapping'] }, { self: ['@memory-work'] }],
  evidence: [
    {
      strength: 'strong',
      all: [
        { path: ['@memory-mapping'], atLeast: 'mapping' },
        { not: { space: 'user', atLeast: 'own' } },
        {
          any: [
            { self: ['@udp-recvmsg', '@udp-dequeue'], atLeast: 'receives' },
            { path: ['@udp-recvmsg'], atLeast: 'receives' },
          ],
        },
      ],
      proves: 'the reader maps, unmaps and faults in memory',
    },
    {
      strength: 'strong',
      all: [
        { self: ['@memory-work'], atLeast: 'functions' },
        { not: { space: 'user', atLeast: 'own' } },
        {
          any: [
            { self: ['@udp-recvmsg', '@udp-dequeue'], atLeast: 'receives' },
            { path: ['@udp-recvmsg'], atLeast: 'receives' },
          ],
        },
      ],
      proves: 'functions that map and unmap memory, in the task that receives',
    },
    {
      strength: 'decisive',
      all: [
        {
          any: [
            { path: ['@memory-mapping'], atLeast: 'mapping' },
            { self: ['@memory-work'], atLeast: 'functions' },
          ],
        },
        {
          any: [
            { counter: 'Udp.RcvbufErrors', per: 'Udp.InDatagrams', atLeast: 'lost' },
            { counter: 'Udp6.RcvbufErrors', per: 'Udp6.InDatagrams', atLeast: 'lost' },
          ],
        },
      ],
      proves: 'the reader maps memory while its socket overflows',
    },
  ],
  explains: ['drop-storm'],
  rivals: ['app-bound', 'per-packet-syscall', 'copy-to-user', 'page-zone-lock'],
  remedies: ['keep-memory', 'receive-into-buffers'],
  check: 'perf trace -s: no mmap, munmap, mremap, madvise or brk between receives.',
  capture: 'reader-callgraph',
  sources: ['Linux mm/mmap.c, mm/mremap.c, mm/memory.c', 'Linux man page mallopt(3)'],
});
