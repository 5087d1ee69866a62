import { ActivityPage } from '../../pages/activities/ActivityPage';
import { useArn } from '../address';

export function ActivityView() {
  return <ActivityPage arn={useArn()} />;
}
