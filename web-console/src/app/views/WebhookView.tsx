import { WebhookPage } from '../../pages/webhook/WebhookPage';
import { useParameter } from '../address';

export function WebhookView() {
  return <WebhookPage id={useParameter('id')} />;
}
