import type { Visit } from './story';

/** One step of the data on its way through a state. */
export interface Stage {
  readonly name: 'Input' | 'Arguments' | 'Result' | 'Output' | 'Variables';
  readonly text: string;
}

/** How the data went through a visit, as far as its history tells; arguments and result are those of one attempt, the last by default. */
export function stagesOf(visit: Visit, attempt = visit.attempts.length - 1): Stage[] {
  const tried = visit.attempts[attempt];
  const stages: (readonly [Stage['name'], string | undefined])[] = [
    ['Input', visit.input],
    ['Arguments', tried?.input],
    ['Result', tried?.result],
    ['Variables', visit.assigned === undefined ? undefined : JSON.stringify(visit.assigned)],
    ['Output', visit.output],
  ];
  return stages.flatMap(([name, text]) => (text === undefined ? [] : [{ name, text }]));
}
