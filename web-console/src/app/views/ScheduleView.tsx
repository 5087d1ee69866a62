import { SchedulePage } from '../../pages/schedule/SchedulePage';
import { useParameter } from '../address';

export function ScheduleView() {
  return <SchedulePage name={useParameter('name')} />;
}
