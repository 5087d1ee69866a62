package dev.stepwell.execution.ready;

/**
 * The scripts of the ready queue. A shard keeps one sorted set of executions per tenant that has any, and one of these tenants by virtual
 * time: each execution that is taken moves its tenant back by one over its weight, and a tenant that comes (back) begins at the
 * present virtual time, so that nobody saves up (start-time fair queueing).
 */
final class RedisScripts {
    /** KEYS: tenants, virtual time, weights, executions of the tenant. ARGV: tenant, weight, time, executions … */
    static final String READY = """
            for i = 4, #ARGV do
              redis.call('ZADD', KEYS[4], 'NX', ARGV[3], ARGV[i])
            end
            redis.call('HSET', KEYS[3], ARGV[1], ARGV[2])
            redis.call('ZADD', KEYS[1], 'NX', redis.call('GET', KEYS[2]) or 0, ARGV[1])
            return #ARGV - 3
            """;

    /** KEYS: tenants, virtual time, weights. ARGV: how many at most, what the keys of executions begin with. */
    static final String TAKE = """
            local out = {}
            while #out < 2 * tonumber(ARGV[1]) do
              local first = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')
              if #first == 0 then
                break
              end
              local tenant = first[1]
              local key = ARGV[2] .. tenant
              local execution = redis.call('ZPOPMIN', key)
              if #execution > 0 then
                out[#out + 1] = tenant
                out[#out + 1] = execution[1]
                local weight = tonumber(redis.call('HGET', KEYS[3], tenant)) or 1
                redis.call('SET', KEYS[2], first[2])
                redis.call('ZADD', KEYS[1], tonumber(first[2]) + 1 / weight, tenant)
              end
              if redis.call('ZCARD', key) == 0 then
                redis.call('ZREM', KEYS[1], tenant)
                redis.call('HDEL', KEYS[3], tenant)
              end
            end
            return out
            """;

    /** Between the key of a line and a priority other than 0: the key of its offers of that priority. */
    static final String PRIORITY = "#";

    /** After the key of a line: the key of the priorities other than 0 that it may have offers of. */
    static final String PRIORITIES = "#priorities";

    /**
     * Takes the first offer of the highest priority. KEYS: the line, its priorities. Most lines have no priorities but the usual one, so that
     * it is one more look.
     */
    static final String TAKE_OFFER = """
            local usual = true
            for _, priority in ipairs(redis.call('ZRANGE', KEYS[2], 0, -1)) do
              if usual and tonumber(priority) < 0 then
                usual = false
                local first = redis.call('ZPOPMIN', KEYS[1])
                if #first > 0 then
                  return {first[1], '0'}
                end
              end
              local first = redis.call('ZPOPMIN', KEYS[1] .. '#' .. priority)
              if #first > 0 then
                return {first[1], priority}
              end
              redis.call('ZREM', KEYS[2], priority)
            end
            local first = redis.call('ZPOPMIN', KEYS[1])
            return #first > 0 and {first[1], '0'} or {}
            """;

    /** Tells all who listen. KEYS: one of the shard that is told of, which says which node of a cluster tells. ARGV: channel, message. */
    static final String TELL = "return redis.call('PUBLISH', ARGV[1], ARGV[2])";

    private RedisScripts() {}
}
