/**
 * KEYS: when the next turn is; until when all is closed; invalid requests (hash: window, count); the route (hash: remaining, resetMs).
 * ARGV: now; patience; ms between turns; most invalid requests; length of their window; ms that a key outlives its use.
 * Answers whether the turn was taken, and when it is.
 */
export const takeScript = `
local now, patience, every, most, window, slack = unpack(ARGV)
local route = redis.call('HMGET', KEYS[4], 'remaining', 'resetMs')
local invalid = redis.call('HMGET', KEYS[3], 'window', 'count')
local remaining, resetMs = tonumber(route[1]), tonumber(route[2])
local turn = math.max(now, redis.call('GET', KEYS[1]) or 0, redis.call('GET', KEYS[2]) or 0)
if tonumber(invalid[2] or 0) >= tonumber(most) then turn = math.max(turn, (invalid[1] + 1) * window) end
if remaining and remaining <= 0 then turn = math.max(turn, resetMs) end
local said = string.format('%.17g', turn)
if turn - now > tonumber(patience) then return {0, said} end
redis.call('SET', KEYS[1], string.format('%.17g', turn + every), 'PX', math.ceil(turn - now + slack))
if remaining and turn < resetMs then
  redis.call('HINCRBY', KEYS[4], 'remaining', -1)
else
  redis.call('DEL', KEYS[4])
end
return {1, said}
`

/**
 * KEYS as above. ARGV: now; whether the request was invalid (1, 0); ms for which all is closed, or 0; what remains of the route, or ''; ms until it is
 * reset; length of the window of invalid requests; ms that a key outlives its use.
 */
export const learnScript = `
local now, isInvalid, closedMs, remaining, resetAfterMs, window, slack = unpack(ARGV)
if isInvalid == '1' then
  local current = string.format('%.0f', math.floor(now / window))
  if redis.call('HGET', KEYS[3], 'window') ~= current then redis.call('HSET', KEYS[3], 'window', current, 'count', 0) end
  redis.call('HINCRBY', KEYS[3], 'count', 1)
  redis.call('PEXPIRE', KEYS[3], math.ceil(window + slack))
end
if tonumber(closedMs) > 0 then
  local untilMs = math.max(now + closedMs, redis.call('GET', KEYS[2]) or 0)
  redis.call('SET', KEYS[2], string.format('%.17g', untilMs), 'PX', math.ceil(untilMs - now + slack))
end
if remaining ~= '' then
  redis.call('HSET', KEYS[4], 'remaining', remaining, 'resetMs', string.format('%.17g', now + resetAfterMs))
  redis.call('PEXPIRE', KEYS[4], math.ceil(resetAfterMs + slack))
end
return 1
`
