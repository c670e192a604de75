/**
 * Loaded before tileserver-gl-light: its reader of MBTiles wants SQLite, a native module that would
 * have to be compiled here. We serve it PMTiles, so where SQLite is missing nothing stands for it.
 */

const Module = require('node:module');

const load = Module._load;

Module._load = function (name, ...rest) {
  try {
    return load.call(this, name, ...rest);
  } catch (fault) {
    if (name !== 'sqlite3') throw fault;
    return {verbose: () => ({}), OPEN_READONLY: 1, OPEN_READWRITE: 2, OPEN_CREATE: 4};
  }
};
