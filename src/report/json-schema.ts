import { z } from 'zod';
import { stages } from '../kernel/stages.ts';

/**
 * The shape of the JSON report, for `dist/schema.json` and for tests. A test proves that it and the types of
 * `engine/diagnosis.ts` are the same.
 */

const percent = z.number().min(0).max(100);
const line = z.int().min(1).describe('1-based line of the file; absent where it has no lines (a recording)');
const stage = z.enum(stages).describe('where on the receive path the cost lies');
const confidence = z.enum(['confirmed', 'likely', 'possible']);

const captureFormats = [
  'perf-top',
  'perf-report',
  'perf-script',
  'folded',
  'perf-diff',
  'perf-mem',
  'perf-data',
  'perf-c2c',
  'perf-stat',
  'perf-lock',
  'perf-sched',
  'perf-trace',
  'perf-annotate',
  'proc-net-snmp',
  'nstat',
  'netstat-s',
  'proc-net-udp',
  'softnet-stat',
  'sockstat',
  'ss',
  'ethtool-S',
  'ethtool-l',
  'ethtool-g',
  'ethtool-n',
  'ethtool-k',
  'ip-link',
  'proc-interrupts',
  'proc-softirqs',
  'mpstat',
  'lscpu',
  'sysctl',
  'proc-net-dev',
  'proc-uptime',
  'proc-vmstat',
  'ethtool-c',
  'ifconfig',
  'top',
  'pidstat',
  'vmstat',
  'conntrack',
  'numastat',
  'dropwatch',
  'cgroup-cpu',
  'pressure',
] as const;

const verdict = z.object({
  outcome: z.enum(['culprit', 'no-single-culprit', 'inconclusive', 'not-udp-receive']),
  culprit: z.string().optional().describe('id of the finding that is the culprit; only with that outcome'),
  confidence: confidence.optional(),
  share: percent.optional().describe("the culprit's share of `of`, in percent"),
  of: z.string().optional().describe('whose samples shares are of'),
  summary: z.string().describe('the mechanism, or why there is no culprit'),
  instead: z.string().optional().describe('what the profile is about, when it is not UDP receive'),
});

const evidence = z.object({
  strength: z.enum(['decisive', 'strong', 'supporting', 'against']),
  says: z.string(),
  value: z.number().optional(),
  threshold: z.number().optional().describe('value from which it counts'),
  unit: z.enum(['percent', 'count', 'per-second']).optional(),
  of: z.string().optional(),
  file: z.string().optional(),
  line: line.optional(),
});

const remedy = z.object({
  id: z.string(),
  kind: z.enum(['kernel', 'configuration', 'application']),
  applies: z.enum(['applies', 'already there', 'not available', 'unknown']).describe('on the kernel at hand'),
  because: z.string(),
  what: z.string(),
  why: z.string(),
  command: z.string().optional(),
  undo: z.string().optional(),
  risk: z.string(),
  expect: z.string().describe('what the next capture should show'),
  verify: z.string(),
  reportedGain: z.string().optional().describe('measured by others, see source; no promise'),
  source: z.array(z.string()),
});

const finding = z.object({
  id: z.string().describe('never changes its meaning; `perfwhy explain <id>` tells all about it'),
  fingerprint: z.string().describe('the same for the same problem in every report: what baselines are kept by'),
  title: z.string(),
  stage,
  confidence,
  share: percent.describe('what removing the cause could take off `of`, in percent'),
  of: z.string(),
  says: z.string(),
  evidence: z.array(evidence),
  explainedBy: z.string().optional().describe('id of the finding that this one is a symptom of'),
  lowered: z.array(z.string()).describe('what keeps the confidence from being higher'),
  gainAtMost: z.number().min(1).describe('factor: removing a share s speeds `of` up by at most 1/(1-s)'),
  remedies: z.array(remedy),
  check: z.string().describe('how to see that the cause is gone'),
  baseline: z.enum(['new', 'known']).optional().describe('only when compared with a baseline'),
  ignored: z
    .object({ reason: z.string(), until: z.string().describe('last day, YYYY-MM-DD') })
    .optional()
    .describe('the user chose not to be told of it for now'),
});

const place = z.object({ file: z.string(), line: line.optional() });

const fact = z.object({
  name: z.enum([
    'kernel',
    'distribution',
    'cpus',
    'cpu-model',
    'architecture',
    'perf-version',
    'perf-command',
    'host',
    'driver',
    'virtual',
    'nodes',
  ]),
  value: z.string(),
  how: z.enum(['flag', 'read', 'inferred']),
  place: place.optional(),
  why: z.string().optional(),
});

export const diagnosisSchema = z.object({
  schemaVersion: z.literal(1),
  verdict,
  findings: z.array(finding).describe('the primary one first'),
  rivals: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      why: z.string().describe('why it was rejected or outranked'),
      file: z.string().optional(),
      line: line.optional(),
    }),
  ),
  nextCapture: z.object({ why: z.string(), command: z.string() }).optional(),
  stages: z.array(
    z.object({
      file: z.string(),
      line: line.optional().describe('where its profile begins, when the file holds several'),
      of: z.string(),
      shares: z.array(z.object({ stage, share: percent })),
      unplaced: percent.describe('percent whose symbols no stage is known for; part of `other`'),
    }),
  ),
  facts: z.array(fact),
  captures: z.array(
    z.object({
      format: z.enum(captureFormats),
      file: z.string(),
      firstLine: line.optional(),
      lastLine: line.optional(),
      event: z.string().optional(),
      samples: z.number().optional(),
      population: z.string().optional(),
      rows: z.int().min(0),
    }),
  ),
  notRun: z.array(z.object({ id: z.string(), why: z.string() })).describe('rules that could not be judged'),
  warnings: z.array(z.object({ text: z.string(), file: z.string().optional(), line: line.optional() })),
});

/** JSON Schema (2020-12). Later versions may add fields, so it does not forbid those it does not know. */
export function jsonSchema(): object {
  const { $schema, ...schema } = z.toJSONSchema(diagnosisSchema, { io: 'input' });
  return { $schema, title: 'perfwhy diagnosis', ...schema };
}
