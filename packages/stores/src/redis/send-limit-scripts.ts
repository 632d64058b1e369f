/**
 * KEYS: when the next turn of the lane is, and of the one for anyone; until when all is closed; invalid requests (hash: window, count); the route (hash:
 * remaining, resetMs).
 * ARGV: now; patience; ms between turns of the lane, '' where none is taken, and of the one for anyone; most invalid requests; length of their window; ms that a
 * key outlives its use.
 * Answers whether the turn was taken, and when it is.
 */
export const takeScript = `
local now, patience, every, everyAnyone, most, window, slack = tonumber(ARGV[1]), tonumber(ARGV[2]), unpack(ARGV, 3)
local route = redis.call('HMGET', KEYS[5], 'remaining', 'resetMs')
local invalid = redis.call('HMGET', KEYS[4], 'window', 'count')
local remaining, resetMs = tonumber(route[1]), tonumber(route[2])
local function said(time) return string.format('%.17g', time) end
local opens = tonumber(redis.call('GET', KEYS[3]) or 0)
if tonumber(invalid[2] or 0) >= tonumber(most) then opens = math.max(opens, (invalid[1] + 1) * window) end
if remaining and remaining <= 0 then opens = math.max(opens, resetMs) end
if opens > now then return {0, said(opens)} end
local turn = now
if every ~= '' then
  local own, anyone = tonumber(redis.call('GET', KEYS[1]) or 0), tonumber(redis.call('GET', KEYS[2]) or 0)
  turn = math.max(now, math.min(own, anyone))
  if turn - now > patience then return {0, said(turn)} end
  local lane, step = KEYS[1], every
  if anyone < own then lane, step = KEYS[2], everyAnyone end
  redis.call('SET', lane, said(turn + step), 'PX', math.ceil(turn - now + step + slack))
end
if remaining and turn < resetMs then
  redis.call('HINCRBY', KEYS[5], 'remaining', -1)
else
  redis.call('DEL', KEYS[5])
end
return {1, said(turn)}
`

/**
 * KEYS as above. ARGV: now; whether the request was invalid (1, 0); ms for which all is closed, or 0; what remains of the route, or ''; ms until it is
 * reset; length of the window of invalid requests; ms that a key outlives its use.
 */
export const learnScript = `
local now, isInvalid, closedMs, remaining, resetAfterMs, window, slack = unpack(ARGV)
if isInvalid == '1' then
  local current = string.format('%.0f', math.floor(now / window))
  if redis.call('HGET', KEYS[4], 'window') ~= current then redis.call('HSET', KEYS[4], 'window', current, 'count', 0) end
  redis.call('HINCRBY', KEYS[4], 'count', 1)
  redis.call('PEXPIRE', KEYS[4], math.ceil(window + slack))
end
if tonumber(closedMs) > 0 then
  local untilMs = math.max(now + closedMs, redis.call('GET', KEYS[3]) or 0)
  redis.call('SET', KEYS[3], string.format('%.17g', untilMs), 'PX', math.ceil(untilMs - now + slack))
end
if remaining ~= '' then
  redis.call('HSET', KEYS[5], 'remaining', remaining, 'resetMs', string.format('%.17g', now + resetAfterMs))
  redis.call('PEXPIRE', KEYS[5], math.ceil(resetAfterMs + slack))
end
return 1
`
