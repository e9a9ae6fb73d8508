import { Route, Routes } from 'react-router-dom';
import { RunPage } from './RunPage';
import { RunsPage } from './RunsPage';

/** `/runs` and what lies under it. */
export function RunRoutes() {
  return (
    <Routes>
      <Route path="/" element={<RunsPage />} />
      <Route path=":runId" element={<RunPage />} />
    </Routes>
  );
}
