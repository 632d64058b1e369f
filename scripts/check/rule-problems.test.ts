import { describe, expect, test } from 'vitest'
import { ruleProblems } from './rule-problems.ts'

describe('a specification and its tests', () => {
  test('agree when each rule has a test and each test a rule', () => {
    expect(problems('- **TL1** One.\n- **TL2** Two.', "test('[TL1] one', f)\n  test(`[TL2] two`, f)")).toEqual([])
  })

  test('disagree where a rule has no test', () => {
    expect(problems('# Rules\n\n- **TL1** One.', "test('one', f)")).toEqual(['SPEC.md:3: no test is named [TL1]'])
  })

  test('disagree where a test guards no rule', () => {
    expect(problems('', "\ntest('[TL9] nine', f)")).toEqual(['a.test.ts:2: [TL9] is no rule of SPEC.md'])
  })

  test('disagree where a rule stands twice', () => {
    expect(problems('- **TL1** One.\n- **TL1** Another.', "test('[TL1] one', f)")).toEqual(['SPEC.md:2: TL1 stands on SPEC.md:1 already'])
  })

  test('disagree where two specifications state one rule, and where none does', () => {
    const specs = [
      { path: 'a.md', text: '- **TL1** One.' },
      { path: 'b.md', text: '- **TL1** Another.' },
    ]

    expect(ruleProblems(specs, [{ path: 'a.test.ts', text: "test('[TL2] two', f)" }])).toEqual([
      'b.md:1: TL1 stands on a.md:1 already',
      'a.test.ts:1: [TL2] is no rule of a.md or b.md',
    ])
  })

  test('know ranges of rules, and titles that name several', () => {
    expect(problems('- **ST1–ST3** are a suite.', "test('[ST1] [ST3] both', f)")).toEqual(['SPEC.md:1: no test is named [ST2]'])
  })

  test('know that a rule which is only mentioned is not stated, and an id inside a title is no name', () => {
    expect(problems('See **TL1**.', "test('a player [TL1] plays', f)")).toEqual([])
  })
})

function problems(spec: string, tests: string): string[] {
  return ruleProblems([{ path: 'SPEC.md', text: spec }], [{ path: 'a.test.ts', text: tests }])
}
