package dev.stepwell.bench.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepwell.bench.cost.Calibration;
import dev.stepwell.bench.cost.Processes;
import dev.stepwell.bench.cost.Wal;
import dev.stepwell.bench.load.Loops;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The program behind {@code deploy/bench}: {@code DEPLOY-FOLDER [options]}. */
public final class Bench {
    private final Options options;
    private final House house;
    private final Connection connection;
    private final Optional<Floor> floor;

    private Bench(Options options, House house, Connection connection, Optional<Floor> floor) {
        this.options = options;
        this.house = house;
        this.connection = connection;
        this.floor = floor;
    }

    /** Runs the workloads against a server of its own. */
    public static void main(String[] args) throws Exception {
        Options options;
        try {
            options = Options.read(Path.of(args[0]), List.of(args).subList(1, args.length));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        List<Row> rows = new ArrayList<>();
        try (House house = House.start(options.deploy());
                Connection connection = DriverManager.getConnection(house.postgres())) {
            Optional<Floor> floor = Floor.start(options.deploy(), house, connection);
            try {
                new Bench(options, house, connection, floor).run(rows);
            } finally {
                floor.ifPresent(Floor::close);
                write(options, rows);
            }
        }
        System.exit(0);
    }

    private void run(List<Row> rows) throws Exception {
        System.out.println(Row.HEADING);
        for (int round = 0; round < options.rounds(); round++) {
            for (Workload workload : options.workloads()) {
                Row row = measure(workload);
                System.out.println(row.line());
                rows.add(row);
            }
        }
    }

    private Row measure(Workload workload) throws Exception {
        grow(workload);
        Calibration before = calibrate();
        List<Map<String, Double>> cpu = new ArrayList<>();
        List<Wal> wal = new ArrayList<>();
        Loops.Outcome outcome;
        Map<String, Double> figures = Collections.synchronizedMap(new LinkedHashMap<>());
        house.grow(workload.nodes());
        try (Site site = Site.of(workload, house)) {
            Processes processes = new Processes()
                    .with("server", house.pid())
                    .alone("driver", ProcessHandle.current().pid())
                    .with("postgres", house.postmaster())
                    .with("redis", Processes.find(":" + house.redis().getPort()));
            site.workers().ifPresent(pid -> processes.with("worker", pid));
            house.neighbours().forEach(processes::with);
            Runnable window = () -> {
                cpu.add(processes.seconds());
                wal.add(readWal());
            };
            outcome = run(workload, site, window, figures);
            site.downloaded().ifPresent(bytes -> figures.put("downloaded_bytes", (double) bytes));
        }
        Optional<ObjectNode> beside =
                floor.isPresent() && !workload.floor().isEmpty() ? floor.get().measure(workload) : Optional.empty();
        return new Row(
                workload,
                outcome,
                difference(cpu),
                wal.get(1).since(wal.get(0)),
                before.mean(calibrate()),
                beside,
                figures);
    }

    private Loops.Outcome run(Workload workload, Site site, Runnable window, Map<String, Double> figures)
            throws Exception {
        return switch (workload) {
            case W1LAT ->
                Loops.open(5, options.warm(), options.measured(), site.work().apply(0), window);
            case W6 ->
                new Timers(connection, site, options.timers(), window).run(site.machine(Definitions.WAITS_UNTIL));
            case OVERLOAD ->
                new Overload(site, runners(workload), options.warm(), options.measured(), figures).run(window);
            default -> Loops.closed(runners(workload), options.warm(), options.measured(), site.work(), window);
        };
    }

    private int runners(Workload workload) {
        int usual = workload.runners();
        return usual > 1 ? options.runners().orElse(usual) : usual;
    }

    /** Copies are made of what earlier workloads have left: of an execution of five tasks, and of one that waits. */
    private void grow(Workload workload) throws Exception {
        switch (workload) {
            case W7C5 -> Growth.fill(connection, Growth.Kind.CLOSED, 100_000);
            case W7C6 -> Growth.fill(connection, Growth.Kind.CLOSED, 1_000_000);
            case W7O5 -> {
                try (Site site = Site.of(Workload.W3X1, house)) {
                    site.work().apply(0).run();
                }
                Growth.fill(connection, Growth.Kind.OPEN, 100_000);
            }
            default -> {}
        }
    }

    private Calibration calibrate() throws Exception {
        return Calibration.measure(connection, house.redis(), house.data());
    }

    private Wal readWal() {
        try {
            return Wal.read(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Double> difference(List<Map<String, Double>> cpu) {
        Map<String, Double> spent = new LinkedHashMap<>();
        cpu.get(0).forEach((name, from) -> spent.put(name, cpu.get(1).getOrDefault(name, from) - from));
        return spent;
    }

    private static void write(Options options, List<Row> rows) throws Exception {
        if (options.json().isPresent()) {
            ObjectMapper mapper = new ObjectMapper();
            ArrayNode all = mapper.createArrayNode();
            rows.forEach(row -> all.add(row.json(mapper)));
            Files.writeString(
                    options.json().get(),
                    mapper.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n");
        }
    }
}
