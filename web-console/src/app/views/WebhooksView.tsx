import { WebhooksPage } from '../../pages/webhooks/WebhooksPage';

export const WebhooksView = WebhooksPage;
