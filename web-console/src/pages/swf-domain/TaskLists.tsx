import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import Table from '@cloudscape-design/components/table';
import { useInfiniteQuery, useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { typeQuery, typesQuery } from '../../api/swf/kinds';
import type { SwfKind } from '../../api/types';
import { swfCli } from '../../model/awsCli';
import { textOf } from '../../model/json';
import { Depth } from '../../parts/swf/Depth';
import { CopyButton } from '../../ui/Copy';
import { Empty } from '../../ui/Trouble';

/** So many types are asked for their default list: each is a question of its own. */
const ASKED = 15;

/** How many tasks wait in the lists that types name as their default, and in those that the reader names. SWF has no list of task lists. */
export function TaskLists({ domain, named, onNamed }: { domain: string; named: readonly string[]; onNamed: (named: readonly string[]) => void }) {
  const [text, setText] = useState('');
  const lists = [...new Set([...named, ...useDefaults(domain, 'workflow'), ...useDefaults(domain, 'activity')])];
  const add = () => {
    if (text !== '') {
      onNamed([...new Set([...named, text])]);
      setText('');
    }
  };
  return (
    <Table<string>
      variant="container"
      items={lists}
      trackBy={(name) => name}
      wrapLines
      ariaLabels={{ tableLabel: 'Task lists' }}
      header={
        <Header
          variant="h2"
          counter={`(${lists.length})`}
          description="Tasks that wait in the default lists of the domain’s types and in those named here; the numbers are estimates."
          actions={<CopyButton text={swfCli('count-pending-decision-tasks', { domain, 'task-list': `name=${lists[0] ?? 'TASK_LIST'}` })} label="Copy as AWS CLI" />}
        >
          Task lists
        </Header>
      }
      filter={
        <div className="filter">
          <Input value={text} placeholder="Name of a task list" ariaLabel="Name of a task list" onChange={({ detail }) => setText(detail.value)} onKeyDown={({ detail }) => detail.key === 'Enter' && add()} />
          <Button onClick={add}>Look at this list</Button>
        </div>
      }
      empty={<Empty title="No type names a task list">A task list is there as soon as a task is put into it: name one to look at it.</Empty>}
      columnDefinitions={[
        { id: 'name', header: 'Task list', isRowHeader: true, cell: (name) => <span className="break">{name}</span> },
        { id: 'decisions', header: 'Decision tasks waiting', cell: (name) => <Depth domain={domain} taskList={name} kind="decision" /> },
        { id: 'activities', header: 'Activity tasks waiting', cell: (name) => <Depth domain={domain} taskList={name} kind="activity" /> },
      ]}
    />
  );
}

/** The default task lists of the domain's types of one kind. */
function useDefaults(domain: string, kind: SwfKind): readonly string[] {
  const types = useInfiniteQuery(typesQuery(domain, kind, 'REGISTERED', '')).data?.pages.flatMap((page) => page.typeInfos) ?? [];
  const found = useQueries({ queries: types.slice(0, ASKED).map(({ type }) => ({ ...typeQuery(domain, kind, type), staleTime: Number.POSITIVE_INFINITY })) });
  return found.flatMap(({ data }) => textOf(data?.defaults.defaultTaskList, 'name') ?? []);
}
