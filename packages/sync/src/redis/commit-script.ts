/**
 * KEYS: the room (hash), its history (stream). ARGV: expected sequence, next sequence, document, events, cap of the history, ms to live.
 * The stamp never runs backwards within a room, even when Redis's wall clock does.
 */
export const commitScript = `
local seq = redis.call('HGET', KEYS[1], 'seq') or '0'
if seq ~= ARGV[1] then
  return {'stale', redis.call('HGET', KEYS[1], 'state') or '', redis.call('HGET', KEYS[1], 'atMs') or ''}
end
local time = redis.call('TIME')
local atMs = time[1] * 1000 + math.floor(time[2] / 1000)
local lastMs = tonumber(redis.call('HGET', KEYS[1], 'atMs') or '0')
if atMs < lastMs then atMs = lastMs end
local stamp = string.format('%.0f', atMs)
redis.call('HSET', KEYS[1], 'seq', ARGV[2], 'state', ARGV[3], 'atMs', stamp)
redis.call('XADD', KEYS[2], 'MAXLEN', '~', ARGV[5], '*', 'seq', ARGV[2], 'atMs', stamp, 'events', ARGV[4])
redis.call('PEXPIRE', KEYS[1], ARGV[6])
redis.call('PEXPIRE', KEYS[2], ARGV[6])
return {'committed', '', stamp}
`
