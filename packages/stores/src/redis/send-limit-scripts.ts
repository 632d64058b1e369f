/**
 * KEYS: when the next turn of the lane is, and of the one for anyone; until when the token is closed; invalid requests (hash: window, count); the route (hash:
 * remaining, resetMs); until when the network lets nothing through.
 * ARGV: now; patience; ms between turns of the lane, '' where none is taken, and of the one for anyone; most invalid requests; length of their window; ms that a
 * key outlives its use.
 * Answers 1 and when the turn is, or until when to wait with 0, or with 2 where all stops.
 */
export const takeScript = `
local now, patience, every, everyAnyone, most, window, slack = tonumber(ARGV[1]), tonumber(ARGV[2]), unpack(ARGV, 3)
local route = redis.call('HMGET', KEYS[5], 'remaining', 'resetMs')
local invalid = redis.call('HMGET', KEYS[4], 'window', 'count')
local remaining, resetMs = tonumber(route[1]), tonumber(route[2])
local function said(time) return string.format('%.17g', time) end
local stops = tonumber(redis.call('GET', KEYS[6]) or 0)
if tonumber(invalid[2] or 0) >= tonumber(most) then stops = math.max(stops, (invalid[1] + 1) * window) end
if stops > now then return {2, said(stops)} end
local opens = every ~= '' and tonumber(redis.call('GET', KEYS[3]) or 0) or 0
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
 * KEYS as above. ARGV: now; whether the request was invalid (1, 0); ms for which the token is closed, or 0; ms for which all stops, or 0; what remains of the route,
 * or ''; ms until it is reset; length of the window of invalid requests; ms that a key outlives its use.
 */
export const learnScript = `
local now, isInvalid, closedMs, barredMs, remaining, resetAfterMs, window, slack = unpack(ARGV)
if isInvalid == '1' then
  local current = string.format('%.0f', math.floor(now / window))
  if redis.call('HGET', KEYS[4], 'window') ~= current then redis.call('HSET', KEYS[4], 'window', current, 'count', 0) end
  redis.call('HINCRBY', KEYS[4], 'count', 1)
  redis.call('PEXPIRE', KEYS[4], math.ceil(window + slack))
end
local function close(key, ms)
  if tonumber(ms) == 0 then return end
  local untilMs = math.max(now + ms, redis.call('GET', key) or 0)
  redis.call('SET', key, string.format('%.17g', untilMs), 'PX', math.ceil(untilMs - now + slack))
end
close(KEYS[3], closedMs)
close(KEYS[6], barredMs)
if remaining ~= '' then
  redis.call('HSET', KEYS[5], 'remaining', remaining, 'resetMs', string.format('%.17g', now + resetAfterMs))
  redis.call('PEXPIRE', KEYS[5], math.ceil(resetAfterMs + slack))
end
return 1
`
