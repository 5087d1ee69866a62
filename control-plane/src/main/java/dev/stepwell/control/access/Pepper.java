package dev.stepwell.control.access;

import static dev.stepwell.control.schema.Tables.PEPPER;

import dev.stepwell.control.database.ControlDatabase;
import dev.stepwell.control.sealing.BrokenSeal;
import dev.stepwell.control.sealing.MasterKey;
import dev.stepwell.control.sealing.MasterKeys;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What secrets are hashed with. Hashes cannot be made anew when the master key is replaced, as nobody has what they are of; so a pepper
 * lies in the database, sealed under the master key, and stays what it was at the installation's first start.
 */
public final class Pepper {
    private static final String PURPOSE = "peppers";

    private final ControlDatabase database;
    private final MasterKeys masterKeys;
    private final String name;
    private volatile byte @Nullable [] value;

    /** The pepper of a name; read from the database when it is first used. */
    public Pepper(ControlDatabase database, MasterKeys masterKeys, String name) {
        this.database = database;
        this.masterKeys = masterKeys;
        this.name = name;
    }

    /** The hash of a secret. Throws {@link BrokenSeal} when the pepper lies under a master key that is not known. */
    public byte[] hash(String secret) {
        byte[] known = value;
        if (known == null) {
            value = known = read();
        }
        return MasterKey.mac(known, secret);
    }

    /** Before there were several master keys it was made of the one there was: who starts first writes down that. */
    private byte[] read() {
        Supplier<byte[]> first = () -> masterKeys.known().getFirst().key().derive(name);
        byte[] sealed = database.discover(sql -> {
            sql.insertInto(PEPPER)
                    .set(PEPPER.NAME, name)
                    .set(PEPPER.SEALED, masterKeys.sealer(PURPOSE).seal(first.get(), name))
                    .onConflictDoNothing()
                    .execute();
            return sql.select(PEPPER.SEALED)
                    .from(PEPPER)
                    .where(PEPPER.NAME.eq(name))
                    .fetchSingle(PEPPER.SEALED);
        });
        return masterKeys.sealer(PURPOSE).open(sealed, name);
    }

    /** The same pepper, sealed under the key that seals. */
    public static byte[] rewrap(MasterKeys masterKeys, String name, byte[] sealed) {
        return masterKeys.sealer(PURPOSE).seal(masterKeys.sealer(PURPOSE).open(sealed, name), name);
    }
}
