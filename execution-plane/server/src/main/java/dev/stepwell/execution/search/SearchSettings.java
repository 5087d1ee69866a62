package dev.stepwell.execution.search;

import dev.stepwell.names.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What of the executions of machines goes into the index. Every method may throw {@link dev.stepwell.execution.ports.StoreException}. */
public interface SearchSettings {
    /** Nothing does, and nothing can. */
    SearchSettings NONE = new SearchSettings() {
        @Override
        public boolean put(TenantId tenant, Setting setting, int most) {
            return false;
        }

        @Override
        public void remove(TenantId tenant, String machineArn) {}

        @Override
        public Optional<Setting> of(TenantId tenant, String machineArn) {
            return Optional.empty();
        }

        @Override
        public Set<Machine> machines() {
            return Set.of();
        }
    };

    /** Puts a setting in the place of the machine's last, unless the tenant has as many as {@code most} of others; answers whether it did. */
    boolean put(TenantId tenant, Setting setting, int most);

    /** Has nothing of a machine's executions go into the index any more. */
    void remove(TenantId tenant, String machineArn);

    /** The setting of a machine. */
    Optional<Setting> of(TenantId tenant, String machineArn);

    /** The machines that have one. */
    Set<Machine> machines();

    /** A machine of a tenant, by its unqualified ARN. */
    record Machine(TenantId tenant, String arn) {}

    /**
     * What goes into the index.
     *
     * @param words whether the words of input and output do
     */
    record Setting(String machineArn, List<Attribute> attributes, boolean words) {
        public Setting {
            attributes = List.copyOf(attributes);
        }
    }

    /**
     * A value under a name.
     *
     * @param path a reference path
     * @param ofOutput whether it is read in the output, and not in the input
     */
    record Attribute(String name, String path, boolean ofOutput) {}
}
