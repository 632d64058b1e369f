/** When something was used, as a count: later than all before. `uses` is the key of the order. */
const nextUse = `
local function nextUse(uses)
  local last = redis.call('ZREVRANGE', uses, 0, 0, 'WITHSCORES')
  return string.format('%.0f', (tonumber(last[2]) or 0) + 1)
end
`

/** KEYS: values (hash of `untilMs:value`), the order of their use. ARGV: which; now. Answers its value. */
export const getScript = `${nextUse}
local which, now = unpack(ARGV)
local kept = redis.call('HGET', KEYS[1], which)
if not kept then return false end
local colon = string.find(kept, ':', 1, true)
if not colon or (tonumber(string.sub(kept, 1, colon - 1)) or 0) <= tonumber(now) then
  redis.call('HDEL', KEYS[1], which)
  redis.call('ZREM', KEYS[2], which)
  return false
end
redis.call('ZADD', KEYS[2], nextUse(KEYS[2]), which)
return string.sub(kept, colon + 1)
`

/** KEYS as above. ARGV: which; `untilMs:value`; how many are kept at the most; ms after which all is gone if nothing more is kept. */
export const setScript = `${nextUse}
local which, value, size, restMs = unpack(ARGV)
redis.call('HSET', KEYS[1], which, value)
redis.call('ZADD', KEYS[2], nextUse(KEYS[2]), which)
while redis.call('ZCARD', KEYS[2]) > tonumber(size) do
  local oldest = redis.call('ZPOPMIN', KEYS[2])
  redis.call('HDEL', KEYS[1], oldest[1])
end
local leftMs = math.max(tonumber(restMs), redis.call('PTTL', KEYS[1]))
redis.call('PEXPIRE', KEYS[1], leftMs)
redis.call('PEXPIRE', KEYS[2], leftMs)
return 1
`

/** KEYS as above. ARGV: which. */
export const deleteScript = `
redis.call('HDEL', KEYS[1], ARGV[1])
redis.call('ZREM', KEYS[2], ARGV[1])
return 1
`
