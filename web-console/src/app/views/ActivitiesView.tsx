import { ActivitiesPage } from '../../pages/activities/ActivitiesPage';

export const ActivitiesView = ActivitiesPage;
