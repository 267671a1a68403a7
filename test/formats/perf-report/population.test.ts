import { describe, expect, it } from 'vitest';
import { eventAsked, populationOf } from '../../../src/formats/perf-report/population.ts';

describe('whose samples a table is of', () => {
  it.each([
    ['perf record -ags sleep 10', { scope: 'system' }],
    ['/usr/bin/perf record -e cpu-clock -F 499 -g -p 58 -o /out/p.data -- sleep 11', { scope: 'process', ids: [58] }],
    ['perf record -t 812,813 -g', { scope: 'thread', ids: [812, 813] }],
    ['perf record -C 0-2 -g sleep 10', { scope: 'cpu', cpus: [0, 1, 2] }],
    ['perf record -g ./netperf -t UDP_STREAM -C 4', { scope: 'process', ids: [], cpus: [] }],
    ['perf record -a -g -- ./load -p 12', { scope: 'system', ids: [] }],
    ['perf record -g', { scope: 'unknown' }],
  ])('%s', (recordCommand, expected) => {
    expect(populationOf({ recordCommand })).toMatchObject(expected);
  });

  it.each([
    ['perf top', { scope: 'system' }],
    ['perf top -U', { scope: 'system', filters: ['user symbols hidden'] }],
    ['perf top -p $(pidof md10_raid6)', { scope: 'process', ids: [] }],
    ['perf top --pid 4164147 -g', { scope: 'process', ids: [4164147] }],
    ['perf top -C3 -E 10 --stdio', { scope: 'cpu', cpus: [3] }],
    ['perf report --comm udp_sink --stdio', { scope: 'unknown', comms: ['udp_sink'] }],
    ['perf report --comm udp_sink -s sym -C 3', { scope: 'cpu', comms: [], cpus: [3] }],
    ['perf report --pid 812 --sort=dso,sym', { scope: 'unknown', ids: [] }],
    ['perf report --comm udp_sink -s comm,sym', { comms: ['udp_sink'] }],
    ['perf report -p krava_g -t ,', { scope: 'unknown', ids: [] }],
    ['perf report --percentage relative --dso vmlinux', { base: 'filtered', filters: ['dso: vmlinux'] }],
    ['perf record -C 0 sleep 10 && perf report', { scope: 'cpu', cpus: [0] }],
  ])('%s', (command, expected) => {
    expect(populationOf({ command })).toMatchObject(expected);
  });

  it.each([
    ['all, 16 CPUs', { scope: 'system', cpus: [] }],
    ['all, CPU: 8', { scope: 'cpu', cpus: [8] }],
    ['target_pid: 31625,31629', { scope: 'process', ids: [31625, 31629] }],
    ['target_tid: 7', { scope: 'thread', ids: [7] }],
    ['uid: nobody, 4 CPUs', { scope: 'unknown', filters: ['uid: nobody'] }],
  ])('(%s)', (target, expected) => {
    expect(populationOf({ target })).toMatchObject(expected);
  });

  it('a zoomed screen is of one thread', () => {
    expect(populationOf({ thread: 'udp_sink(812)' })).toMatchObject({
      scope: 'thread',
      comms: ['udp_sink'],
      ids: [812],
    });
  });
});

describe('the event of a table that names none', () => {
  it.each([
    ['perf top -e cache-misses -C 3', 'cache-misses'],
    ['perf record -e cpu/cache-misses,umask=1/ -a -- sleep 5 && perf report', 'cpu/cache-misses,umask=1/'],
    ["perf record --event='net:*' -a sleep 10", 'net:*'],
    // nothing tells which of them a table is of
    ['perf record -e cycles,cache-misses -a', undefined],
    ['perf record -e cycles -e cache-misses -a', undefined],
    // an option of the load, not of perf
    ['perf record -g -- ./load -e faults', undefined],
    ['perf top -E 10', undefined],
  ])('%s', (command, event) => {
    expect(eventAsked({ command })).toBe(event);
    expect(eventAsked({ recordCommand: command, command: 'perf report --stdio' })).toBe(event);
  });
});
