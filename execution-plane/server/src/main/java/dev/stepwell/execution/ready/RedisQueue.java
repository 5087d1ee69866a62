package dev.stepwell.execution.ready;

import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.execution.ports.Clock;
import dev.stepwell.execution.ports.News;
import dev.stepwell.execution.ports.Queue;
import dev.stepwell.execution.ports.Store.Offer;
import dev.stepwell.execution.ports.TaskLine;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.TenantId;
import io.lettuce.core.Range;
import io.lettuce.core.ScoredValue;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.ZAddArgs;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
 * The queue in Redis: some shards, all keys of one hashed together ({@code {sw:3}:…}). Offers stand in one sorted set per line and priority,
 * ready executions in one per tenant. So the shards may lie on the nodes of a cluster. One subscription per node tells of both. While Redis is away nothing is noted and nothing is
 * taken, without waiting.
 */
public final class RedisQueue implements Queue, News, AutoCloseable {
    private static final int SHARDS = 4;
    private static final long DAY_SECONDS = 86_400;

    /** Offers of one line are told of that often at most: who hears of one takes all. */
    private static final Duration PAUSE = Duration.ofMillis(5);

    private static final Duration PATIENCE = Duration.ofMillis(300);
    private static final String OFFERS = "sw:offers";
    private static final String READY = "sw:ready";
    private static final String NEWS = "sw:news";
    private static final long MOST_WORKERS = 1_000;

    private final RedisLink link;
    private final Clock clock;
    private final Map<String, Boolean> telling = new ConcurrentHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();

    /** A queue at the given address; it need not be there yet. */
    public RedisQueue(String uri, Clock clock) {
        this(uri, clock, PATIENCE);
    }

    /** A queue that waits so long for Redis's answers. */
    RedisQueue(String uri, Clock clock, Duration patience) {
        this.clock = clock;
        this.link = new RedisLink(uri, clock, patience, List.of(OFFERS, READY, NEWS));
    }

    @Override
    public void offer(List<Offer> offers) {
        link.send(redis -> {
            Set<String> told = new HashSet<>();
            for (Offer offer : offers) {
                String line = offers(offer.key().tenant(), offer.line());
                String key = note(redis, line, offer);
                String name = offer.key().tenant() + " " + offer.line();
                if (told.add(name) && mayTell(line, name)) {
                    redis.expire(key, DAY_SECONDS);
                    link.tell(redis, List.of(line), OFFERS, name);
                }
            }
        });
    }

    /** Notes an offer under its priority, of which all but the usual one are listed beside the line. */
    private String note(RedisClusterAsyncCommands<String, String> redis, String line, Offer offer) {
        String member = offer.key().id() + " " + offer.task().scheduledEventId() + " "
                + offer.task().generation();
        int priority = offer.priority();
        String key = priority == 0 ? line : line + RedisScripts.PRIORITY + priority;
        redis.zadd(key, ZAddArgs.Builder.nx(), (double) clock.now().toEpochMilli(), member);
        if (priority != 0) {
            String priorities = line + RedisScripts.PRIORITIES;
            redis.zadd(priorities, -(double) priority, Integer.toString(priority));
            redis.expire(priorities, DAY_SECONDS);
            redis.expire(key, DAY_SECONDS);
        }
        return key;
    }

    /** Whether offers of the line may be told of now; otherwise they are within a moment, all at once. */
    private boolean mayTell(String line, String name) {
        boolean now = telling.merge(name, false, (before, again) -> true).equals(false);
        if (now) {
            clock.after(PAUSE, () -> tellAgain(line, name));
        }
        return now;
    }

    private void tellAgain(String line, String name) {
        boolean again = Boolean.TRUE.equals(telling.remove(name));
        if (again && mayTell(line, name)) {
            link.send(redis -> link.tell(redis, List.of(line), OFFERS, name));
        }
    }

    @Override
    public Optional<Offer> take(TenantId tenant, TaskLine line) {
        String[] keys = {offers(tenant, line), offers(tenant, line) + RedisScripts.PRIORITIES};
        List<String> first =
                link.ask(redis -> redis.eval(RedisScripts.TAKE_OFFER, ScriptOutputType.MULTI, keys), List.<String>of());
        if (first.isEmpty()) {
            return Optional.empty();
        }
        String[] p = first.get(0).split(" ");
        TaskRef task = new TaskRef(Long.parseLong(p[1]), Integer.parseInt(p[2]));
        int priority = Integer.parseInt(first.get(1));
        return Optional.of(new Offer(new ExecutionKey(tenant, ExecutionId.of(p[0])), task, line, priority));
    }

    @Override
    public void onOffer(BiConsumer<TenantId, TaskLine> listener) {
        link.listen(OFFERS, name -> {
            int space = name.indexOf(' ');
            listener.accept(
                    new TenantId(Long.parseLong(name.substring(0, space))), new TaskLine(name.substring(space + 1)));
        });
    }

    @Override
    public void ready(List<ExecutionKey> executions, ToDoubleFunction<TenantId> weight) {
        Map<TenantId, Map<Integer, List<String>>> byTenant = new LinkedHashMap<>();
        for (ExecutionKey key : executions) {
            byTenant.computeIfAbsent(key.tenant(), t -> new LinkedHashMap<>())
                    .computeIfAbsent(shard(key.id().value()), s -> new ArrayList<>())
                    .add(key.id().toString());
        }
        link.send(redis -> {
            Set<String> told = new LinkedHashSet<>();
            byTenant.forEach((tenant, shards) -> shards.forEach((shard, ids) -> {
                String[] keys = {tenants(shard), virtualTime(shard), weights(shard), runs(shard) + tenant};
                told.add(tenants(shard));
                List<String> args = new ArrayList<>();
                args.add(tenant.toString());
                args.add(Double.toString(weight.applyAsDouble(tenant)));
                args.add(Long.toString(clock.now().toEpochMilli()));
                args.addAll(ids);
                redis.eval(RedisScripts.READY, ScriptOutputType.INTEGER, keys, args.toArray(String[]::new));
            }));
            link.tell(redis, told, READY, "");
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
    public void saw(TenantId tenant, TaskLine line, Map<String, Instant> workers) {
        link.send(redis -> {
            String key = workers(tenant, line);
            workers.forEach((worker, at) -> redis.zadd(key, (double) at.toEpochMilli(), worker));
            redis.zremrangebyrank(key, 0, -1 - MOST_WORKERS);
            redis.expire(key, DAY_SECONDS);
        });
    }

    @Override
    public Map<String, Instant> seen(TenantId tenant, TaskLine line, Instant since) {
        Map<String, Instant> seen = new HashMap<>();
        link.ask(
                        redis -> redis.zrangebyscoreWithScores(
                                workers(tenant, line),
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

    private static String offers(TenantId tenant, TaskLine line) {
        String name = tenant + ":" + line;
        return "{sw:" + shard(name) + "}:offers:" + name;
    }

    private static String workers(TenantId tenant, TaskLine line) {
        String name = tenant + ":" + line;
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
