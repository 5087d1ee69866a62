package dev.stepwell.simulation.program;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Blocks one after the other; never empty. */
record Sequence(List<Block> blocks) implements Block {
    private static final int LARGE = 100_000;

    Sequence {
        blocks = List.copyOf(blocks);
    }

    @Override
    public String first() {
        return blocks.get(0).first();
    }

    @Override
    public void write(Writing out, Optional<String> next) {
        for (int i = 0; i < blocks.size(); i++) {
            blocks.get(i)
                    .write(
                            out,
                            i + 1 < blocks.size()
                                    ? Optional.of(blocks.get(i + 1).first())
                                    : next);
        }
    }

    @Override
    public Outcomes run(JsonNode document) {
        Outcomes ways = Outcomes.of(new Outcome.GoesOn(document));
        for (Block block : blocks) {
            ways = ways.then(
                    way -> way instanceof Outcome.GoesOn goesOn ? block.run(goesOn.document()) : Outcomes.of(way));
            if (ways.all().stream().anyMatch(Sequence::isLarge)) {
                return new Outcomes(Set.of(), true);
            }
        }
        return ways;
    }

    /** Near the bound of payloads nothing is foretold. */
    private static boolean isLarge(Outcome way) {
        return way instanceof Outcome.GoesOn goesOn
                && goesOn.document().toString().length() > LARGE;
    }

    @Override
    public boolean isLast() {
        return blocks.get(blocks.size() - 1).isLast();
    }

    /** The names of all its blocks, each before those within it. */
    Stream<String> names() {
        return blocks.stream()
                .flatMap(block -> Stream.concat(
                        Stream.of(block.first()), block.parts().stream().flatMap(Sequence::names)));
    }

    /** The same without some blocks. The last one that would be gone does nothing instead. */
    Sequence without(Set<String> gone) {
        List<Block> left = blocks.stream()
                .filter(block -> !gone.contains(block.first()))
                .map(block -> block.with(part -> part.without(gone)))
                .toList();
        return left.isEmpty() ? new Sequence(List.of(PassBlock.idle(first()))) : new Sequence(left);
    }

    /** What may come of it as a flow of its own. */
    Outcomes runWhole(JsonNode document) {
        return run(document)
                .then(way ->
                        Outcomes.of(way instanceof Outcome.GoesOn goesOn ? new Outcome.Ended(goesOn.document()) : way));
    }
}
