/**
 * KEYS: the room (hash), its history (stream). ARGV: expected sequence, next sequence, epoch, document, events, cap of the history, ms to live,
 * channel, expected mark, next mark. The stamp never runs backwards within a room, even when Redis's wall clock does. The history's ids are sequences.
 */
export const commitScript = `
local seq = redis.call('HGET', KEYS[1], 'seq') or '0'
local mark = redis.call('HGET', KEYS[1], 'mark') or '0'
if seq ~= ARGV[1] or (seq ~= '0' and mark ~= ARGV[9]) then
  return {'stale', redis.call('HGET', KEYS[1], 'state') or '', redis.call('HGET', KEYS[1], 'atMs') or ''}
end
local time = redis.call('TIME')
local atMs = time[1] * 1000 + time[2] / 1000
local lastMs = tonumber(redis.call('HGET', KEYS[1], 'atMs') or '0')
if atMs < lastMs then atMs = lastMs end
local stamp = string.format('%.3f', atMs)
if seq == '0' then redis.call('DEL', KEYS[2]) end
redis.call('HSET', KEYS[1], 'seq', ARGV[2], 'epoch', ARGV[3], 'mark', ARGV[10], 'state', ARGV[4], 'atMs', stamp)
redis.call('XADD', KEYS[2], 'MAXLEN', '~', ARGV[6], ARGV[2] .. '-1', 'epoch', ARGV[3], 'mark', ARGV[10], 'events', ARGV[5])
redis.call('PEXPIRE', KEYS[1], ARGV[7])
redis.call('PEXPIRE', KEYS[2], ARGV[7])
redis.call('PUBLISH', ARGV[8], ARGV[3] .. ' ' .. ARGV[2] .. ' ' .. stamp .. ' ' .. ARGV[4])
return {'committed', '', stamp}
`
