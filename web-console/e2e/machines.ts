import { activityArn } from './server';

/** The state machines that the scenarios look at. */

const pass = (more: Record<string, unknown>) => ({ Type: 'Pass', ...more });

/** An order: a choice, two branches, a map in one of them, a worker, and errors caught at two levels. */
export const ORDERS = {
  Comment: 'An order on its way',
  StartAt: 'Check order',
  States: {
    'Check order': { Type: 'Choice', Choices: [{ Variable: '$.items[0]', IsPresent: true, Next: 'Prepare' }, { Variable: '$.gift', IsPresent: true, Comment: 'a gift', Next: 'Wrap' }], Default: 'Nothing to do' },
    Wrap: pass({ Next: 'Prepare' }),
    Prepare: {
      Type: 'Parallel',
      Branches: [
        { StartAt: 'Reserve', States: { Reserve: pass({ Result: { reserved: true }, Next: 'Wait for stock' }), 'Wait for stock': { Type: 'Wait', Seconds: 1, End: true } } },
        {
          StartAt: 'Each item',
          States: {
            'Each item': {
              Type: 'Map',
              ItemsPath: '$.items',
              MaxConcurrency: 2,
              ItemProcessor: {
                StartAt: 'Is it heavy',
                States: {
                  'Is it heavy': { Type: 'Choice', Choices: [{ Variable: '$.weight', NumericGreaterThan: 20, Next: 'Too heavy' }], Default: 'Label' },
                  Label: pass({ Next: 'Done' }),
                  Done: pass({ End: true }),
                  'Too heavy': { Type: 'Fail', Error: 'TooHeavy', Cause: 'Nobody can carry more than 20 kilograms.' },
                },
              },
              End: true,
            },
          },
        },
      ],
      Catch: [{ ErrorEquals: ['TooHeavy'], Next: 'Refuse' }],
      ResultPath: '$.prepared',
      Next: 'Pack',
    },
    Pack: { Type: 'Task', Resource: activityArn('pack'), HeartbeatSeconds: 3600, Retry: [{ ErrorEquals: ['Again'], MaxAttempts: 2, IntervalSeconds: 1 }], ResultPath: '$.packed', Next: 'Ship' },
    Ship: { Type: 'Succeed' },
    Refuse: { Type: 'Fail', Error: 'Refused', Cause: '{"reason":"an item is too heavy","limit":20}' },
    'Nothing to do': { Type: 'Fail', Error: 'NothingToDo', Cause: 'The order names no items.' },
  },
};

export const HELLO = { StartAt: 'Hello', States: { Hello: pass({ Result: 'world', End: true }) } };

export const SLEEP = { StartAt: 'Sleep', States: { Sleep: { Type: 'Wait', Seconds: 86_400, End: true } } };

/** Three steps to be watched; the scenario is the worker that lets two of them go on. */
export const steps = (activity: string) => ({
  StartAt: 'One',
  States: {
    One: { Type: 'Task', Resource: activityArn(activity), Next: 'Two' },
    Two: { Type: 'Task', Resource: activityArn(activity), Next: 'Three' },
    Three: pass({ End: true }),
  },
});

/** A worker's task that is tried again. */
export const FLAKY = {
  StartAt: 'Try',
  States: { Try: { Type: 'Task', Resource: activityArn('flaky'), Retry: [{ ErrorEquals: ['Again'], MaxAttempts: 3, IntervalSeconds: 1, BackoffRate: 1 }], End: true } },
};

/** A loop whose history is just below the limit of 25,000 events. */
export const LOOP = {
  QueryLanguage: 'JSONata',
  StartAt: 'Begin',
  States: {
    Begin: pass({ Assign: { n: 0 }, Next: 'Step' }),
    Step: pass({ Assign: { n: '{% $n + 1 %}' }, Next: 'More' }),
    More: { Type: 'Choice', Choices: [{ Condition: '{% $n < 6240 %}', Next: 'Step' }], Default: 'End' },
    End: { Type: 'Succeed' },
  },
};

/** A thousand states in a row, each with a way to one handler. */
export const LONG = {
  StartAt: 'S1',
  States: Object.fromEntries([
    ...Array.from({ length: 999 }, (_, at) => [`S${at + 1}`, at === 998 ? { Type: 'Succeed' } : pass({ Next: `S${at + 2}` })]),
    ['Handler', { Type: 'Fail' }],
    ['S500', { Type: 'Parallel', Branches: [HELLO], Next: 'S501', Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Handler' }] }],
  ]),
};

/** A worker's task between two states. */
export const worked = (activity: string) => ({
  StartAt: 'Before',
  States: {
    Before: pass({ Next: 'Work' }),
    Work: { Type: 'Task', Resource: activityArn(activity), Next: 'After' },
    After: pass({ End: true }),
  },
});

/** States that are named by texts, each on the way to the next; the last fails with words of the same kind. */
export const named = (texts: readonly string[], error: string, cause: string) => ({
  Comment: cause,
  StartAt: texts[0],
  States: Object.fromEntries([
    ...texts.map((text, at) => [text, pass({ Comment: text, Result: text, Next: texts[at + 1] ?? 'The end' })]),
    ['The end', { Type: 'Fail', Error: error, Cause: cause }],
  ]),
});

/** A worker's task for each text, whose failure is caught. */
export const TEXTS = {
  StartAt: 'Each text',
  States: {
    'Each text': {
      Type: 'Map',
      ItemsPath: '$.texts',
      ItemProcessor: {
        StartAt: 'Read',
        States: {
          Read: { Type: 'Task', Resource: activityArn('texts'), Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }], End: true },
          Caught: pass({ End: true }),
        },
      },
      End: true,
    },
  },
};
