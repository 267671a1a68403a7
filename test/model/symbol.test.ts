import { expect, it } from 'vitest';
import { symbolKey } from '../../src/model/symbol.ts';

it.each([
  ['ip_rcv_core.isra.0.cold', 'ip_rcv_core'],
  ['udp4_lib_lookup2.llvm.8127361', 'udp4_lib_lookup2'],
  ['udp_recvmsg.__uniq.271638.llvm.12', 'udp_recvmsg'],
  ['udp_rcv.cfi_jt', 'udp_rcv'],
  ['udp_rcv.cfi', 'udp_rcv'],
  ['udp_rcv$5a1c9f3be0d24e77.cfi_jt', 'udp_rcv'],
  ['.udp_recvmsg', 'udp_recvmsg'],
  ['.ip_rcv_core.isra.0', 'ip_rcv_core'],
  ['main.worker', 'main.worker'],
  ['Foo$bar', 'Foo$bar'],
  ['.L12', '.L12'],
])('%s is compared as %s', (printed, key) => {
  expect(symbolKey(printed)).toBe(key);
});
