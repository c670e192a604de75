/** How far a feature is from a point on screen, and where it comes nearest. */

/** Distance in px from a point to a geometry, 0 inside an area; `project` turns lon, lat to px. */
export function distancePx(geometry, point, project) {
  return Math.sqrt(nearestPart(geometry, point, project).far);
}

/** The place of a geometry, in px, that comes nearest to a point: `{x, y, far}`, far squared. */
export function nearestPart({type, coordinates}, point, project) {
  const lines = linesOf(type, coordinates).map(line => line.map(project));
  const isArea = type.endsWith('Polygon');
  if (isArea && isInside(lines, point)) return {x: point.x, y: point.y, far: 0};
  let best = {x: 0, y: 0, far: Infinity};
  for (const line of lines) {
    line.forEach((end, index) => {
      const found = nearestOf(line[index - 1] ?? end, end, point);
      if (found.far < best.far) best = found;
    });
  }
  return best;
}

function linesOf(type, coordinates) {
  if (type === 'Point') return [[coordinates]];
  if (type === 'MultiPoint') return coordinates.map(place => [place]);
  if (type === 'LineString') return [coordinates];
  return type === 'MultiPolygon' ? coordinates.flat() : coordinates;
}

function nearestOf(start, end, {x, y}) {
  const [dx, dy] = [end.x - start.x, end.y - start.y];
  const length = dx * dx + dy * dy;
  const along = length ? Math.max(0, Math.min(1, ((x - start.x) * dx + (y - start.y) * dy) / length)) : 0;
  const place = {x: start.x + along * dx, y: start.y + along * dy};
  return {...place, far: (place.x - x) ** 2 + (place.y - y) ** 2};
}

function isInside(rings, {x, y}) {
  let inside = false;
  for (const ring of rings) {
    ring.forEach((end, index) => {
      const start = ring[index - 1] ?? ring.at(-1);
      const isCrossed = start.y > y !== end.y > y
        && x < (end.x - start.x) * (y - start.y) / (end.y - start.y) + start.x;
      if (isCrossed) inside = !inside;
    });
  }
  return inside;
}
