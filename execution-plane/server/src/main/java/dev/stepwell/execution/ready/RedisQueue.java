package dev.stepwell.execution.ready;

import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.execution.ports.Clock;
import dev.stepwell.execution.ports.News;
import dev.stepwell.execution.ports.Queue;
import dev.stepwell.execution.ports.Store.Offer;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.TenantId;
import io.lettuce.core.Range;
import io.lettuce.core.ScoredValue;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.ZAddArgs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/**
 * The queue in Redis: some shards, all keys of one hashed together ({@code {sw:3}:…}). Offers stand in one sorted set per activity,
 * ready executions in one per tenant. One subscription per node tells of both. While Redis is away nothing is noted and nothing is
 * taken, without waiting.
 */
public final class RedisQueue implements Queue, News, AutoCloseable {
    private static final int SHARDS = 4;
    private static final long DAY_SECONDS = 86_400;

    /** Offers of one activity are told of that often at most: who hears of one takes all. */
    private static final Duration PAUSE = Duration.ofMillis(5);

    private static final Duration PATIENCE = Duration.ofMillis(300);
    private static final String OFFERS = "sw:offers";
    private static final String READY = "sw:ready";
    private static final String NEWS = "sw:news";
    private static final long MOST_WORKERS = 1_000;

    private final RedisLink link;
    private final Clock clock;
    private final ToDoubleFunction<TenantId> weight;
    private final Map<String, Boolean> telling = new ConcurrentHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();

    /**
     * A queue at the given address; it need not be there yet.
     *
     * @param weight a tenant's share against others', 1 being the usual one
     */
    public RedisQueue(String uri, Clock clock, ToDoubleFunction<TenantId> weight) {
        this(uri, clock, PATIENCE, weight);
    }

    /** A queue that waits so long for Redis's answers. */
    RedisQueue(String uri, Clock clock, Duration patience, ToDoubleFunction<TenantId> weight) {
        this.clock = clock;
        this.weight = weight;
        this.link = new RedisLink(uri, clock, patience, List.of(OFFERS, READY, NEWS));
    }

    @Override
    public void offer(List<Offer> offers) {
        link.send(redis -> {
            Set<String> told = new HashSet<>();
            for (Offer offer : offers) {
                String key = activity(offer.key().tenant(), offer.activityArn());
                String member = offer.key().id() + " " + offer.task().scheduledEventId() + " "
                        + offer.task().generation();
                redis.zadd(key, ZAddArgs.Builder.nx(), (double) clock.now().toEpochMilli(), member);
                String name = offer.key().tenant() + " " + offer.activityArn();
                if (told.add(name) && mayTell(name)) {
                    redis.expire(key, DAY_SECONDS);
                    redis.publish(OFFERS, name);
                }
            }
        });
    }

    /** Whether offers of the activity may be told of now; otherwise they are within a moment, all at once. */
    private boolean mayTell(String name) {
        boolean now = telling.merge(name, false, (before, again) -> true).equals(false);
        if (now) {
            clock.after(PAUSE, () -> tellAgain(name));
        }
        return now;
    }

    private void tellAgain(String name) {
        boolean again = Boolean.TRUE.equals(telling.remove(name));
        if (again && mayTell(name)) {
            link.send(redis -> redis.publish(OFFERS, name));
        }
    }

    @Override
    public Optional<Offer> take(TenantId tenant, String activityArn) {
        ScoredValue<String> first =
                link.ask(redis -> redis.zpopmin(activity(tenant, activityArn)), ScoredValue.empty());
        return Optional.ofNullable(first.getValueOrElse(null)).map(member -> {
            String[] p = member.split(" ");
            TaskRef task = new TaskRef(Long.parseLong(p[1]), Integer.parseInt(p[2]));
            return new Offer(new ExecutionKey(tenant, ExecutionId.of(p[0])), task, activityArn);
        });
    }

    @Override
    public void onOffer(BiConsumer<TenantId, String> listener) {
        link.listen(OFFERS, name -> {
            int space = name.indexOf(' ');
            listener.accept(new TenantId(Long.parseLong(name.substring(0, space))), name.substring(space + 1));
        });
    }

    @Override
    public void ready(List<ExecutionKey> executions) {
        Map<TenantId, Map<Integer, List<String>>> byTenant = new LinkedHashMap<>();
        for (ExecutionKey key : executions) {
            byTenant.computeIfAbsent(key.tenant(), t -> new LinkedHashMap<>())
                    .computeIfAbsent(shard(key.id().value()), s -> new ArrayList<>())
                    .add(key.id().toString());
        }
        link.send(redis -> {
            byTenant.forEach((tenant, shards) -> shards.forEach((shard, ids) -> {
                String[] keys = {tenants(shard), virtualTime(shard), weights(shard), runs(shard) + tenant};
                List<String> args = new ArrayList<>();
                args.add(tenant.toString());
                args.add(Double.toString(weight.applyAsDouble(tenant)));
                args.add(Long.toString(clock.now().toEpochMilli()));
                args.addAll(ids);
                redis.eval(RedisScripts.READY, ScriptOutputType.INTEGER, keys, args.toArray(String[]::new));
            }));
            redis.publish(READY, "");
        });
    }

    /** Takes a share from each shard, so that a tenant with much in one keeps nobody in another waiting. */
    @Override
    public List<ExecutionKey> takeReady(int max) {
        List<ExecutionKey> taken = new ArrayList<>();
        int first = turn.getAndIncrement();
        int share = Math.max(1, max / SHARDS);
        for (int i = 0; i < SHARDS && taken.size() < max; i++) {
            int shard = Math.floorMod(first + i, SHARDS);
            String most = Integer.toString(Math.min(share, max - taken.size()));
            List<String> flat = link.ask(
                    redis -> redis.eval(
                            RedisScripts.TAKE,
                            ScriptOutputType.MULTI,
                            new String[] {tenants(shard), virtualTime(shard), weights(shard)},
                            most,
                            runs(shard)),
                    List.<String>of());
            for (int j = 0; j + 1 < flat.size(); j += 2) {
                TenantId tenant = new TenantId(Long.parseLong(flat.get(j)));
                taken.add(new ExecutionKey(tenant, ExecutionId.of(flat.get(j + 1))));
            }
        }
        return taken;
    }

    @Override
    public void onReady(Runnable listener) {
        link.listen(READY, message -> listener.run());
    }

    @Override
    public void tell(String news) {
        link.send(redis -> redis.publish(NEWS, news));
    }

    @Override
    public void onNews(Consumer<String> listener) {
        link.listen(NEWS, listener);
    }

    /** The names that were seen longest ago make room. */
    @Override
    public void saw(TenantId tenant, String activityArn, Map<String, Instant> workers) {
        link.send(redis -> {
            String key = workers(tenant, activityArn);
            workers.forEach((worker, at) -> redis.zadd(key, (double) at.toEpochMilli(), worker));
            redis.zremrangebyrank(key, 0, -1 - MOST_WORKERS);
            redis.expire(key, DAY_SECONDS);
        });
    }

    @Override
    public Map<String, Instant> seen(TenantId tenant, String activityArn, Instant since) {
        Map<String, Instant> seen = new HashMap<>();
        link.ask(
                        redis -> redis.zrangebyscoreWithScores(
                                workers(tenant, activityArn),
                                Range.from(
                                        Range.Boundary.including((double) since.toEpochMilli()),
                                        Range.Boundary.unbounded())),
                        List.<ScoredValue<String>>of())
                .forEach(worker -> seen.put(worker.getValue(), Instant.ofEpochMilli((long) worker.getScore())));
        return seen;
    }

    @Override
    public void close() {
        link.close();
    }

    private static int shard(Object what) {
        return Math.floorMod(what.hashCode() * 0x9E3779B9, SHARDS);
    }

    private static String activity(TenantId tenant, String activityArn) {
        String name = tenant + ":" + activityArn;
        return "{sw:" + shard(name) + "}:offers:" + name;
    }

    private static String workers(TenantId tenant, String activityArn) {
        String name = tenant + ":" + activityArn;
        return "{sw:" + shard(name) + "}:workers:" + name;
    }

    private static String tenants(int shard) {
        return "{sw:" + shard + "}:tenants";
    }

    private static String virtualTime(int shard) {
        return "{sw:" + shard + "}:time";
    }

    private static String weights(int shard) {
        return "{sw:" + shard + "}:weights";
    }

    private static String runs(int shard) {
        return "{sw:" + shard + "}:runs:";
    }
}
