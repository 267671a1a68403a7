import { defineRule } from './rule.ts';

export default defineRule({
  id: 'rp-filter-fib',
  title: 'routing tables are searched for the source of each packet',
  says: 'With rp_filter or policy routing rules each packet costs a second walk of the routing tables, for its source address.',
  stage: 'ip',
  side: 'producer',
  nature: 'work',
  thresholds: {
    validate: { value: 8, because: 'source validation takes 1 to 6 % of the softirqs with a small table' },
    much: { value: 15, because: 'far above what a small table and a cold cache cost' },
    search: { value: 18, because: 'destination and source of each packet in a small table take up to 13 %' },
    on: { value: 1, because: '1 and 2 validate, 0 does not' },
  },
  cost: [{ path: ['@source-validation'] }, { self: ['@fib-lookups'] }],
  evidence: [
    {
      strength: 'decisive',
      path: ['@route-input', '...', '@source-validation'],
      atLeast: 'much',
      proves: 'validation of source addresses on the way in',
    },
    {
      strength: 'strong',
      path: ['@route-input', '...', '@source-validation'],
      atLeast: 'validate',
      proves: 'validation of source addresses on the way in',
    },
    {
      strength: 'strong',
      all: [
        { self: ['@fib-lookups'], atLeast: 'search' },
        // With rules of one's own the source is looked up whatever rp_filter says (__fib_validate_source, full_check).
        { present: ['@source-validation', '@policy-routing'] },
        { absent: ['@route-output'], side: 'any' },
      ],
      proves: 'searches of the routing tables, and nothing in sight that sends',
    },
    {
      strength: 'supporting',
      present: ['@policy-routing'],
      proves: 'policy routing rules are walked',
    },
    {
      strength: 'supporting',
      counter: 'net.ipv4.conf.all.rp_filter',
      of: 'largest',
      atLeast: 'on',
      proves: 'the reverse path filter is on',
    },
  ],
  rivals: ['early-demux-waste', 'dst-refcount'],
  remedies: ['rp-filter-off', 'fewer-route-rules', 'kernel-cheap-rp-filter-off'],
  check: '__fib_validate_source is gone from below ip_rcv_finish.',
  capture: 'system-callgraph',
  sources: ['6e617de84e87', 'bc044e8db796'],
});
