import { HomePage } from '../../pages/home/HomePage';

export const HomeView = HomePage;
