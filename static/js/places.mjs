/** Which places of the basemap get a name, from which zoom, in order of weight. */

const RANKS = {country: 0, sea: 1, ring: 2, city: 3, lake: 4, region: 5};

/** Candidates for names: kind, names, position, first and last zoom; weighty ones first. */
export function placesOf(features) {
  return features.filter(({properties}) => properties.name_en)
    .map(placeOf).filter(Boolean)
    .sort(byWeight);
}

/** The place of a ring of a layer: it is named beside the ring, `radius` px from its centre. */
export function ringPlace({geometry, properties}, radius) {
  const [lon, lat] = geometry.coordinates;
  return {kind: 'ring', lon, lat, names: properties, weight: radius, rank: RANKS.ring, radius, minZoom: 0};
}

/** Order of places: by kind, then weighty ones first. */
export function byWeight(one, other) {
  return one.rank - other.rank || other.weight - one.weight;
}

function placeOf({geometry, properties}) {
  const kind = properties.kind === 'home' ? 'country' : properties.kind;
  if (!(kind in RANKS)) return null;
  const point = Number.isFinite(properties.label_lon)
    ? [properties.label_lon, properties.label_lat] : anchor(geometry);
  if (!point) return null;
  const [lon, lat] = point;
  const weight = -(properties.rank ?? 9);
  return {
    kind, lon, lat, names: properties, weight, rank: RANKS[kind],
    minZoom: properties.min_zoom ?? 4, isMajor: properties.kind === 'home',
  };
}

/** A point of a geometry: itself, or the middle of its widest ring; null for a line. */
export function anchor({type, coordinates}) {
  if (type === 'Point') return coordinates;
  if (!type.endsWith('Polygon')) return null;
  const rings = type === 'Polygon' ? [coordinates[0]] : coordinates.map(part => part[0]);
  const boxes = rings.map(ring => {
    const [lons, lats] = [ring.map(([lon]) => lon), ring.map(([, lat]) => lat)];
    return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
  });
  const [west, south, east, north] = boxes.reduce((widest, box) => (
    box[2] - box[0] > widest[2] - widest[0] ? box : widest));
  return [(west + east) / 2, (south + north) / 2];
}
