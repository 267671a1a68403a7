import type { Format } from '../format.ts';
import { cgroupCpuReader, pressureReader } from './cgroup-cpu.ts';
import { counterFormat } from './counter-format.ts';
import { mpstatReader, topReader } from './cpu-use.ts';
import { driverReader, ethtoolSettingsReaders, flowHashReader } from './ethtool-settings.ts';
import { ethtoolStatsReader } from './ethtool-stats.ts';
import { conntrackReader, dropwatchReader, numastatReader, procVmstatReader, sysctlReader } from './kernel-tables.ts';
import { lscpuReader, machineLineReader, osReleaseReader, uptimeReader } from './machine.ts';
import { ifconfigReader, ipLinkReader, procNetDevReader } from './net-devices.ts';
import { netstatReader } from './netstat-s.ts';
import { nstatReader } from './nstat.ts';
import { interruptsReader, softirqsReader } from './per-cpu-tables.ts';
import { procNetUdpReader } from './proc-net-udp.ts';
import { pidstatReader, vmstatReader } from './process-tools.ts';
import { snmpReader } from './snmp.ts';
import { sockstatReader } from './sockstat.ts';
import { softnetReader } from './softnet-stat.ts';
import { ssReader } from './ss.ts';

/** The machine's own counters and settings. No two of them begin with the same line. */
export const counterFormats: readonly Format[] = [
  snmpReader,
  nstatReader,
  netstatReader,
  procNetUdpReader,
  ssReader,
  softnetReader,
  sockstatReader,
  ethtoolStatsReader,
  ...ethtoolSettingsReaders,
  flowHashReader,
  driverReader,
  procNetDevReader,
  ipLinkReader,
  ifconfigReader,
  interruptsReader,
  softirqsReader,
  mpstatReader,
  pidstatReader,
  vmstatReader,
  topReader,
  lscpuReader,
  machineLineReader,
  osReleaseReader,
  uptimeReader,
  sysctlReader,
  conntrackReader,
  numastatReader,
  dropwatchReader,
  procVmstatReader,
  cgroupCpuReader,
  pressureReader,
].map(counterFormat);

export { differences, perSecond } from './difference.ts';
