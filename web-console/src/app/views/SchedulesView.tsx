import { SchedulesPage } from '../../pages/schedules/SchedulesPage';

export const SchedulesView = SchedulesPage;
