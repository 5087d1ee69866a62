package dev.stepwell.simulation.workflow;

import dev.stepwell.engine.workflow.ChildPolicy;
import dev.stepwell.simulation.world.Seeds;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Draws plans. */
public final class PlanGenerator {
    private static final long LONG = 3_000_000;
    private static final int DEPTH = 2;

    private final RandomGenerator random;
    private int plans;

    /** A generator that draws on this. */
    public PlanGenerator(RandomGenerator random) {
        this.random = random;
    }

    /**
     * A plan for a workflow that clients start.
     *
     * @param others the workflow ids that it may signal
     */
    public Plan plan(List<String> others) {
        return draw(others, 0, Item.Touch.NONE);
    }

    private Plan draw(List<String> others, int depth, Item.Touch touch) {
        String name = "w" + plans++;
        List<List<Item>> stages = new ArrayList<>();
        Set<Integer> renewals = new HashSet<>();
        if (touch == Item.Touch.SIGNAL) {
            stages.add(List.of(new Item.Await(Plan.GO)));
        }
        int length = 1 + random.nextInt(depth == 0 ? 4 : 2);
        for (int i = 0; i < length; i++) {
            stages.add(stage(others, depth));
            if (i + 1 < length && random.nextInt(2) == 0) {
                renewals.add(stages.size() - 1);
            }
        }
        Plan.End end = end(touch);
        if (end == Plan.End.CANCELS || end == Plan.End.TIMES_OUT) {
            stages.add(List.of(new Item.Await(Plan.NEVER)));
        }
        long lifetime = end == Plan.End.TIMES_OUT ? Seeds.between(random, 5, 50) : LONG;
        ChildPolicy policy = ChildPolicy.values()[random.nextInt(ChildPolicy.values().length)];
        return new Plan(name, stages, renewals, end, lifetime, policy);
    }

    private Plan.End end(Item.Touch touch) {
        if (touch == Item.Touch.CANCEL) {
            return Plan.End.CANCELS;
        }
        int drawn = random.nextInt(10);
        return drawn < 7 ? Plan.End.COMPLETES : drawn < 8 ? Plan.End.FAILS : Plan.End.TIMES_OUT;
    }

    private List<Item> stage(List<String> others, int depth) {
        List<Item> items = new ArrayList<>();
        int width = 1 + random.nextInt(3);
        for (int i = 0; i < width; i++) {
            Item item = item(others, depth);
            items.add(item);
            boolean wantsCompany = item.equals(new Item.Activity(Item.Work.CANCELED))
                    || item instanceof Item.Timer timer && timer.canceled();
            if (wantsCompany) {
                items.add(new Item.Timer(1 + random.nextInt(3), false)); // something must have it decide again
            }
        }
        return items;
    }

    private Item item(List<String> others, int depth) {
        int drawn = random.nextInt(20);
        if (drawn < 8) {
            Item.Work[] all = Item.Work.values();
            return new Item.Activity(random.nextInt(3) > 0 ? Item.Work.DONE : all[random.nextInt(all.length)]);
        }
        if (drawn < 11) {
            return new Item.Timer(Seeds.between(random, 0, 30), random.nextInt(3) == 0);
        }
        if (drawn < 12) {
            return new Item.Marker();
        }
        if (drawn < 13) {
            return new Item.Function(random.nextInt(3) == 0);
        }
        if (drawn < 15 && !others.isEmpty()) {
            return new Item.Signal(others.get(random.nextInt(others.size())));
        }
        if (drawn < 16 && depth == 0) {
            return new Item.Await(Plan.GO);
        }
        if (drawn < 20 && depth < DEPTH) {
            Item.Touch touch = Item.Touch.values()[random.nextInt(Item.Touch.values().length)];
            return new Item.Child(draw(others, depth + 1, touch), touch);
        }
        return new Item.Activity(Item.Work.DONE);
    }
}
