package dev.stepwell.control.tenants;

import static dev.stepwell.control.schema.Tables.REGISTERED;

import dev.stepwell.control.database.ControlDatabase;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** How much of what tenants have registered, for the operator's figures. */
public final class RegisteredCounts {
    private final ControlDatabase database;

    /** Counts in a database that is migrated. */
    public RegisteredCounts(DataSource source) {
        this.database = new ControlDatabase(source);
    }

    /**
     * A count.
     *
     * @param metric CloudWatch's name of it
     * @param machine whose it is, if it is a machine's
     */
    public record Count(String account, String region, String metric, Optional<String> machine, long many) {}

    /** All of them, of all tenants; those of nothing are not there. */
    public List<Count> all() {
        return database.discover(sql -> sql.selectFrom(REGISTERED.call())
                .fetch(row -> new Count(
                        row.getAccount(),
                        row.getRegion(),
                        row.getMetric(),
                        Optional.ofNullable(row.getMachine()),
                        row.getMany())));
    }
}
