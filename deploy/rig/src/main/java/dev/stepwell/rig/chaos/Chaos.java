package dev.stepwell.rig.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The program behind {@code deploy/chaos}: {@code DEPLOY-FOLDER [--tier ci|long] [--only NAME] [--seed N] [--executions N] [--json FILE]}. Ends with
 * status 0 when nothing was violated.
 */
public final class Chaos {
    private static final int LONG_ROUNDS = 10;

    private Chaos() {}

    /** Runs all troubles, or the one that is named, once or, in the long tier, with ten seeds. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path deploy = Path.of(args[0]);
        List<String> options = List.of(args).subList(1, args.length);
        long seed = Long.parseLong(option(options, "--seed").orElse("1"));
        int executions = Integer.parseInt(option(options, "--executions").orElse("200"));
        int rounds = option(options, "--tier").filter("long"::equals).isPresent() ? LONG_ROUNDS : 1;
        Optional<String> only = option(options, "--only");
        List<Trouble> troubles = Arrays.stream(Trouble.values())
                .filter(trouble -> only.isEmpty() || only.get().equals(trouble.word()))
                .toList();
        if (troubles.isEmpty()) {
            System.err.println("--only takes one of "
                    + Arrays.stream(Trouble.values()).map(Trouble::word).toList());
            System.exit(2);
        }
        List<Result> results = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            for (Trouble trouble : troubles) {
                Result result = new Run(deploy, seed + round, executions).of(trouble);
                System.out.println(result.line());
                results.add(result);
            }
        }
        Optional<String> file = option(options, "--json");
        if (file.isPresent()) {
            write(Path.of(file.get()), results);
        }
        System.exit(results.stream().allMatch(Result::isGood) ? 0 : 1);
    }

    private static void write(Path file, List<Result> results) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ArrayNode all = mapper.createArrayNode();
        results.forEach(result -> all.add(result.json(mapper)));
        Files.writeString(file, mapper.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n");
    }

    private static Optional<String> option(List<String> options, String name) {
        int at = options.indexOf(name);
        return at < 0 || at + 1 >= options.size() ? Optional.empty() : Optional.of(options.get(at + 1));
    }
}
