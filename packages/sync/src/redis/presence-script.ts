/**
 * KEYS: presence of a room (hash: node to "expiry list"). ARGV: node, or '' to say nothing; its list, or '' for nobody; ms to live; channel.
 * Answers node, list, node, list, … of all who are alive.
 */
export const presenceScript = `
local time = redis.call('TIME')
local nowMs = time[1] * 1000 + math.floor(time[2] / 1000)
if ARGV[1] ~= '' then
  local before = redis.call('HGET', KEYS[1], ARGV[1])
  local said = before and string.match(before, '^%d+ (.*)$') or ''
  if ARGV[2] == '' then
    redis.call('HDEL', KEYS[1], ARGV[1])
  else
    redis.call('HSET', KEYS[1], ARGV[1], string.format('%.0f', nowMs + ARGV[3]) .. ' ' .. ARGV[2])
    redis.call('PEXPIRE', KEYS[1], ARGV[3])
  end
  if said ~= ARGV[2] then redis.call('PUBLISH', ARGV[4], ARGV[1]) end
end
local kept = redis.call('HGETALL', KEYS[1])
local alive = {}
for index = 1, #kept, 2 do
  local untilMs, list = string.match(kept[index + 1], '^(%d+) (.*)$')
  if tonumber(untilMs) > nowMs then
    alive[#alive + 1] = kept[index]
    alive[#alive + 1] = list
  else
    redis.call('HDEL', KEYS[1], kept[index])
  end
end
return alive
`
