import { expect, it } from 'vitest';
import { diagnose } from '../../src/engine/diagnose.ts';
import { readCase } from '../../src/formats/read-case.ts';

const report = `# Samples: 40K of event 'cycles'
#
# Overhead  Command      Shared Object      Symbol
#
    31.00%  quicd        libcrypto.so.3     [.] aesni_gcm_encrypt
    18.00%  quicd        quicd              [.] make_frames
    14.00%  quicd        [kernel.kallsyms]  [k] udp_sendmsg
    12.00%  quicd        [kernel.kallsyms]  [k] memcpy
     9.00%  quicd        [kernel.kallsyms]  [k] __dev_queue_xmit
     8.00%  quicd        [kernel.kallsyms]  [k] udp_recvmsg
     5.00%  quicd        libc.so.6          [.] __libc_recvmsg
     3.00%  ksoftirqd/1  [kernel.kallsyms]  [k] __udp_enqueue_schedule_skb
`;

it("a program's ciphers are its own code, in the cost map and where no cause stands out", () => {
  const { verdict, stages } = diagnose(readCase([{ name: 'report.txt', bytes: Buffer.from(report) }]));
  expect(verdict.outcome).toBe('no-single-culprit');
  expect(verdict.summary).toContain("55.67 % of quicd's samples are in the program's own code");
  const whole = stages.find(({ of }) => of === 'the samples');
  expect(whole?.shares).toContainEqual({ stage: 'application', share: 49 });
  expect(whole?.shares).toContainEqual({ stage: 'syscall', share: 5 });
});
