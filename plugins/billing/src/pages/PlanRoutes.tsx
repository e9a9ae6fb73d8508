import { Route, Routes } from 'react-router-dom';
import { PlanPage } from './PlanPage';
import { PlansPage } from './PlansPage';

export function PlanRoutes() {
  return (
    <Routes>
      <Route path="/" element={<PlansPage />} />
      <Route path="/:key" element={<PlanPage />} />
    </Routes>
  );
}
