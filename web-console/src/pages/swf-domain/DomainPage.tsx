import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tabs from '@cloudscape-design/components/tabs';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { deprecateDomain, domainQuery, domainTagsQuery, undeprecateDomain } from '../../api/swf/domains';
import { useDomainChanged } from '../../api/swf/useDomainChanged';
import type { RegistrationStatus, SwfDomain } from '../../api/types';
import { swfCli } from '../../model/awsCli';
import type { SwfFilter } from '../../model/swf/filter';
import { retentionWords } from '../../model/swf/rules';
import { DOMAIN_TABS, type DomainView } from '../../model/swf/views';
import { ConfirmDialog } from '../../parts/ConfirmDialog';
import { RegistrationMark } from '../../parts/swf/marks';
import { StartRunDialog } from '../../parts/swf/StartRunDialog';
import { Copied, CopyButton } from '../../ui/Copy';
import { Answer } from '../../ui/Trouble';
import { Runs } from './Runs';
import { TaskLists } from './TaskLists';
import { Types } from './Types';

export interface DomainPageProps {
  readonly domain: string;
  readonly view: DomainView;
  readonly onView: (view: DomainView, inPlace?: boolean) => void;
}

const LABELS = { executions: 'Executions', workflowTypes: 'Workflow types', activityTypes: 'Activity types', taskLists: 'Task lists' } as const;

/** One domain of SWF: its runs, its types, its task lists. */
export function DomainPage(props: DomainPageProps) {
  const found = useQuery(domainQuery(props.domain));
  return (
    <Answer of={found} what="the domain" title={props.domain}>
      {(domain) => <Found of={domain} {...props} />}
    </Answer>
  );
}

function Found({ of, domain, view, onView }: DomainPageProps & { of: SwfDomain }) {
  const [isStarting, setStarting] = useState(false);
  const [isChanging, setChanging] = useState(false);
  const { domainInfo } = of;
  const isRegistered = domainInfo.status === 'REGISTERED';
  const face = () => {
    switch (view.tab) {
      case 'executions':
        return <Runs domain={domain} filter={view.filter} onFilter={(filter: SwfFilter) => onView({ ...view, filter })} />;
      case 'workflowTypes':
      case 'activityTypes':
        return (
          <Types
            key={view.tab}
            domain={domain}
            kind={view.tab === 'workflowTypes' ? 'workflow' : 'activity'}
            status={view.registration}
            name={view.name}
            onStatus={(registration: RegistrationStatus) => onView({ ...view, registration })}
            onName={(name) => onView({ ...view, name }, true)}
          />
        );
      case 'taskLists':
        return <TaskLists domain={domain} named={view.lists} onNamed={(lists) => onView({ ...view, lists })} />;
    }
  };
  return (
    <SpaceBetween size="l">
      <Header
        variant="h1"
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <CopyButton text={swfCli('describe-domain', { name: domain })} label="Copy as AWS CLI" />
            <Button onClick={() => setChanging(true)}>{isRegistered ? 'Deprecate' : 'Undeprecate'}</Button>
            <Button variant="primary" onClick={() => setStarting(true)}>
              Start execution
            </Button>
          </SpaceBetween>
        }
        description={domainInfo.arn === undefined ? undefined : <Copied text={domainInfo.arn} />}
      >
        <span className="break">{domain}</span>
      </Header>
      <Facts of={of} />
      <Tabs
        activeTabId={view.tab}
        ariaLabel="Views of the domain"
        onChange={({ detail }) => onView({ ...view, tab: DOMAIN_TABS.find((tab) => tab === detail.activeTabId) ?? 'executions' })}
        tabs={DOMAIN_TABS.map((id) => ({ id, label: LABELS[id], content: id === view.tab ? face() : null }))}
      />
      {isStarting ? <StartRunDialog domain={domain} first={{}} header={`Start an execution in ${domain}`} onClose={() => setStarting(false)} /> : null}
      {isChanging ? <DeprecateDialog domain={domain} isRegistered={isRegistered} onClose={() => setChanging(false)} /> : null}
    </SpaceBetween>
  );
}

function Facts({ of }: { of: SwfDomain }) {
  const { domainInfo, configuration } = of;
  const tags = useQuery({ ...domainTagsQuery(domainInfo.name, domainInfo.arn ?? ''), enabled: domainInfo.arn !== undefined });
  const retention = configuration.workflowExecutionRetentionPeriodInDays;
  return (
    <Container>
      <KeyValuePairs
        columns={4}
        items={[
          { label: 'Status', value: <RegistrationMark status={domainInfo.status} /> },
          { label: 'Closed executions are kept', value: retentionWords(retention) },
          { label: 'Description', value: <span className="break">{domainInfo.description ?? '–'}</span> },
          {
            label: 'Tags',
            value: <span className="break">{tags.data === undefined || tags.data.tags.length === 0 ? '–' : tags.data.tags.map(({ key, value }) => `${key}=${value ?? ''}`).join(', ')}</span>,
          },
        ]}
      />
    </Container>
  );
}

function DeprecateDialog({ domain, isRegistered, onClose }: { domain: string; isRegistered: boolean; onClose: () => void }) {
  const changed = useDomainChanged(domain);
  return (
    <ConfirmDialog
      header={isRegistered ? 'Deprecate this domain?' : 'Open this domain again?'}
      doing={isRegistered ? 'Deprecate domain' : 'Undeprecate domain'}
      action={isRegistered ? 'DeprecateDomain' : 'UndeprecateDomain'}
      target="one domain of"
      cli={swfCli(isRegistered ? 'deprecate-domain' : 'undeprecate-domain', { name: domain })}
      act={() => (isRegistered ? deprecateDomain(domain) : undeprecateDomain(domain))}
      onDone={changed}
      onClose={onClose}
    >
      <div className="break">
        {isRegistered ? (
          <>
            Nothing can be registered or started in <b>{domain}</b> any more. What is open goes on.
          </>
        ) : (
          <>
            Types can be registered and executions started in <b>{domain}</b> again.
          </>
        )}
      </div>
    </ConfirmDialog>
  );
}
