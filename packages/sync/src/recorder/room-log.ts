import { encodeLine, type LogLine, logVersion } from './log-line.ts'
import { createPseudonyms } from './pseudonyms.ts'

/** Where a log goes. Must not throw, and should not wait. */
export interface LogSink {
  /**
   * One line, without its line break. `first` begins a file: each file can be read by itself, so the ones before may be deleted. Keeping
   * two means to always have between one and two times `maxBytes` of the latest.
   */
  write(line: string, first: boolean): void
}

export interface RoomLogOptions {
  sink: LogSink
  /** How long a file grows before another begins. Default: 4 MiB: half an hour of one tab, or a day of a room. */
  maxBytes?: number
}

/** A log that several sources write: a room, and in tests its clients too. */
export interface RoomLog {
  /** `lines` is called at once; `first` says that `source` has said nothing yet in the file that is written now, so it has to say how things stand. */
  write(source: string, lines: (first: boolean) => readonly LogLine[]): void
}

/** Lines of JSON without a name, an id or a ticket in them, in files of bounded length. Rules FR1 to FR3 of SPEC.md. */
export function createRoomLog({ sink, maxBytes = 4 * 1024 * 1024 }: RoomLogOptions): RoomLog {
  let bytes = Number.POSITIVE_INFINITY
  let pseudonyms = createPseudonyms()
  const sources = new Set<string>()

  function put(line: unknown, first = false): void {
    const text = encodeLine(line)
    bytes += text.length + 1
    sink.write(text, first)
  }

  function begin(): void {
    bytes = 0
    pseudonyms = createPseudonyms()
    sources.clear()
    put({ kind: 'log', version: logVersion }, true)
  }

  return {
    write(source, lines) {
      if (bytes >= maxBytes) begin()
      const first = !sources.has(source)
      sources.add(source)
      for (const line of lines(first)) put(pseudonyms(line))
    },
  }
}

/** A sink that keeps the latest lines in memory: for a page, which offers them when someone reports a fault, and for tests. */
export function createLogBuffer(): LogSink & { text(): string } {
  let files: string[][] = []
  return {
    write(line, first) {
      if (first) files = [...files.slice(-1), []]
      files.at(-1)?.push(line)
    },
    text: () => files.flat().join('\n'),
  }
}
