import { cpuIsFull, spreadingWouldNotHelp } from './one-cpu-clauses.ts';
import { defineRule } from './rule.ts';

export default defineRule({
  id: 'rss-single-queue',
  title: 'one receive queue gets all datagrams',
  says: 'The NIC puts nearly all datagrams into one queue, whose CPU is full: its hash leaves the UDP ports out, there is one queue, or all is one flow.',
  stage: 'driver',
  side: 'producer',
  nature: 'steering',
  thresholds: {
    queue: { value: 90, because: 'a hash over many flows gives each of two queues about half' },
    busy: { value: 80, because: 'a CPU with a fifth of its time left has no trouble with its queue' },
    ksoftirqd: { value: 20, because: 'ksoftirqd takes over when softirqs do not get done on the side' },
    on: { value: 1, because: 'a flag' },
    several: { value: 2, because: 'with two the load is spread' },
    spin: { value: 20, because: 'from there on the CPU is full of waiting, not of receiving' },
    loss: { value: 5, because: 'then the reader, not the CPU of the queue, is what is too slow' },
  },
  cost: [
    { counter: 'nic.rx_packets', of: 'largest-share', by: 'queue', within: 'dev' },
    { comm: 'ksoftirqd/', side: 'any' },
  ],
  evidence: [
    {
      strength: 'decisive',
      all: [
        { counter: 'nic.rx_packets', of: 'largest-share', by: 'queue', within: 'dev', atLeast: 'queue' },
        { counter: 'cpu.soft', of: 'largest', by: 'cpu', atLeast: 'busy' },
        { not: { counter: 'rxhash.udp4.ports', atLeast: 'on' } },
      ],
      proves: 'its CPU is full of softirqs, and the NIC hashes UDP by addresses only',
    },
    {
      strength: 'strong',
      all: [
        {
          any: [
            { counter: 'nic.rx_packets', of: 'largest-share', by: 'queue', within: 'dev', atLeast: 'queue' },
            { not: { counter: 'channels.combined', of: 'largest', atLeast: 'several' } },
          ],
        },
        cpuIsFull,
      ],
      proves: 'one queue has it all, and its CPU does not get done with it',
    },
    ...spreadingWouldNotHelp,
  ],
  explains: ['softirq-one-cpu', 'ksoftirqd-starves-reader', 'nic-ring-drop'],
  rivals: ['softirq-one-cpu', 'reuseport-missing', 'ksoftirqd-starves-reader'],
  remedies: ['hash-udp-ports', 'more-receive-queues'],
  check: 'ethtool -S: packets of all queues grow alike; mpstat: no CPU above 80 % soft.',
  capture: 'counters',
  sources: ['Linux Documentation/networking/scaling.rst', 'Cloudflare, "How to receive a million packets per second"'],
});
