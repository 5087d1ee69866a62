import { TypePage } from '../../pages/swf-type/TypePage';
import { useParameter } from '../address';

export function SwfWorkflowTypeView() {
  return <Type kind="workflow" />;
}

export function SwfActivityTypeView() {
  return <Type kind="activity" />;
}

function Type({ kind }: { kind: 'workflow' | 'activity' }) {
  const domain = useParameter('domain');
  const type = { name: useParameter('name'), version: useParameter('version') };
  return <TypePage key={JSON.stringify([domain, type])} domain={domain} kind={kind} type={type} />;
}
