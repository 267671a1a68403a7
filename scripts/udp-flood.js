// A flood of datagrams from a process to itself over loopback, for recordings: node scripts/udp-flood.js SECONDS [PROCESSES]
import { fork } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { fileURLToPath } from 'node:url';

const seconds = Math.min(60, Number(process.argv[2] ?? 1));
const others = Math.min(64, Number(process.argv[3] ?? 1)) - 1;
for (let i = 0; i < others; i++) fork(fileURLToPath(import.meta.url), [String(seconds)]);

const datagram = Buffer.alloc(64);
const receiver = createSocket('udp4');
const sender = createSocket('udp4');
receiver.on('message', () => {});
receiver.bind(0, '127.0.0.1', () => {
  const { port } = receiver.address();
  const end = Date.now() + 1000 * seconds;
  const burst = () => {
    if (Date.now() > end) {
      sender.close();
      receiver.close();
      return;
    }
    for (let i = 0; i < 64; i++) sender.send(datagram, port, '127.0.0.1');
    setImmediate(burst);
  };
  burst();
});
