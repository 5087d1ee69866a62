package dev.stepwell.control.mocks;

import dev.stepwell.asl.json.Json;
import dev.stepwell.asl.mock.MockConfig;
import dev.stepwell.asl.mock.MockReader;
import dev.stepwell.asl.mock.MockRefusal;
import dev.stepwell.asl.model.Definition;
import dev.stepwell.asl.read.DefinitionReader;
import dev.stepwell.asl.read.ReadResult;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.control.database.ControlDatabase;
import dev.stepwell.control.references.ArnReader;
import dev.stepwell.control.references.MachineFaults;
import dev.stepwell.control.statemachines.MachineAnswers.Described;
import dev.stepwell.control.statemachines.Revision;
import dev.stepwell.control.statemachines.StateMachines;
import dev.stepwell.names.NameRules;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** PutMockProfile, ImportMockConfig, GetMockProfile, ListMockProfiles, DeleteMockProfile. */
public final class MockProfiles {
    /** The most profiles of a machine. */
    static final int MOST = 100;

    /** The longest profile, in bytes: as long as AWS's longest payload. */
    static final int LONGEST = 262_144;

    private final ControlDatabase database;
    private final StateMachines machines;
    private final InstantSource clock;

    /** Profiles of these machines in one database. */
    public MockProfiles(ControlDatabase database, StateMachines machines, InstantSource clock) {
        this.database = database;
        this.machines = machines;
        this.clock = clock;
    }

    /**
     * A profile with all it says.
     *
     * @param states JSON text
     */
    public record Told(MockProfile profile, String states) {}

    /** PutMockProfile: throws ServiceQuotaExceededException, ValidationException and what is wrong with the machine. */
    public void put(Caller caller, String machineArn, String name, String states) {
        putAll(caller, machineArn, Map.of(name, states));
    }

    /** ImportMockConfig: the names of the profiles that were put. Throws as {@link #put} does, and then none is. */
    public List<String> importConfig(Caller caller, String machineArn, String file) {
        Revision machine = machine(caller, machineArn).revision();
        Map<String, String> profiles;
        try {
            profiles = MockConfig.profiles(file, machine.machineName());
        } catch (MockRefusal why) {
            throw new Fault("ValidationException", "Invalid mock configuration " + why.getMessage());
        }
        putAll(caller, machineArn, profiles);
        return List.copyOf(profiles.keySet());
    }

    private void putAll(Caller caller, String machineArn, Map<String, String> all) {
        Described found = machine(caller, machineArn);
        if (!found.status().equals("ACTIVE")) {
            throw MachineFaults.deleting(found.arn());
        }
        Map<MockProfile, String> profiles = new LinkedHashMap<>();
        Definition definition = definition(found.revision());
        all.forEach((name, states) -> profiles.put(profile(name, states, definition), states));
        UUID machine = found.revision().machineId();
        var unused = database.write(caller.tenant(), sql -> {
            if (!MockProfileStore.hold(caller.tenant(), caller.region(), sql, machine)) {
                throw MachineFaults.doesNotExist(machineArn);
            }
            profiles.forEach((profile, states) -> {
                MockProfileStore.insertRevision(caller.tenant(), caller.region(), sql, profile, states);
                MockProfileStore.put(caller.tenant(), caller.region(), sql, machine, profile);
            });
            if (MockProfileStore.moreThan(MOST, caller.tenant(), caller.region(), sql, machine)) {
                throw new Fault(
                        "ServiceQuotaExceededException", "A state machine has at most " + MOST + " mock profiles.");
            }
            return profiles.size();
        });
    }

    private MockProfile profile(String name, String states, Definition definition) {
        if (!NameRules.isValid(name)) {
            throw new Fault("ValidationException", "Invalid name of a mock profile: '" + name + "'");
        }
        if (Json.utf8Length(states) > LONGEST) {
            throw new Fault(
                    "ValidationException", "The mock profile '" + name + "' is longer than " + LONGEST + " bytes");
        }
        try {
            List<String> names = MockReader.read(states, definition).states().stream()
                    .sorted()
                    .toList();
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            return new MockProfile(name, idOf(states), names, now, now);
        } catch (MockRefusal why) {
            throw new Fault("ValidationException", "Invalid mock profile '" + name + "' " + why.getMessage());
        }
    }

    /** GetMockProfile: throws ResourceNotFoundException and what is wrong with the machine. */
    public Told get(Caller caller, String machineArn, String name) {
        return find(caller, machineArn, name)
                .map(profile -> new Told(profile, revision(caller, profile.revisionId())))
                .orElseThrow(() -> unknown(name));
    }

    /** ListMockProfiles: in the order of the names; throws what is wrong with the machine. */
    public List<MockProfile> list(Caller caller, String machineArn) {
        UUID machine = machine(caller, machineArn).revision().machineId();
        return database.read(
                caller.tenant(), sql -> MockProfileStore.list(caller.tenant(), caller.region(), sql, machine));
    }

    /** DeleteMockProfile: throws ResourceNotFoundException and what is wrong with the machine. */
    public void delete(Caller caller, String machineArn, String name) {
        UUID machine = machine(caller, machineArn).revision().machineId();
        boolean gone = NameRules.isValid(name)
                && database.write(
                        caller.tenant(),
                        sql -> MockProfileStore.delete(caller.tenant(), caller.region(), sql, machine, name));
        if (!gone) {
            throw unknown(name);
        }
    }

    /** What a profile says now, for an execution that is started with it; throws StateMachineDoesNotExist. */
    public UUID resolve(Caller caller, String machineArn, String name) {
        return find(caller, machineArn, name)
                .map(MockProfile::revisionId)
                .orElseThrow(() -> new Fault(
                        "StateMachineDoesNotExist",
                        "State Machine Does Not Exist: '" + machineArn + "#" + name
                                + "': the state machine has no mock profile of that name"));
    }

    /** What a profile said once, even if it is gone; throws ResourceNotFound. */
    public String revision(Caller caller, UUID id) {
        return database.read(
                        caller.tenant(), sql -> MockProfileStore.revision(caller.tenant(), caller.region(), sql, id))
                .orElseThrow(() -> new Fault("ResourceNotFound", "Mock Revision Does Not Exist: '" + id + "'"));
    }

    /** No profile has a name that none may have. */
    private Optional<MockProfile> find(Caller caller, String machineArn, String name) {
        UUID machine = machine(caller, machineArn).revision().machineId();
        return NameRules.isValid(name)
                ? database.read(
                        caller.tenant(),
                        sql -> MockProfileStore.find(caller.tenant(), caller.region(), sql, machine, name))
                : Optional.empty();
    }

    /** Profiles are the machine's, whichever of its versions is run. */
    private Described machine(Caller caller, String text) {
        if (ArnReader.stateMachine(text).qualifier().isPresent()) {
            throw MachineFaults.notHere(text);
        }
        return machines.describe(caller, text);
    }

    private static Definition definition(Revision revision) {
        return switch (DefinitionReader.read(revision.blueprint().definition(), revision.type())) {
            case ReadResult.Ok ok -> ok.definition();
            case ReadResult.Refused refused ->
                throw new IllegalStateException("the definition of revision " + revision.id()
                        + " cannot be read any more: " + refused.findings());
        };
    }

    /** The same text has the same id, and no other text has. */
    private static UUID idOf(String states) {
        try {
            ByteBuffer hash = ByteBuffer.wrap(
                    MessageDigest.getInstance("SHA-256").digest(states.getBytes(StandardCharsets.UTF_8)));
            long high = (hash.getLong() & ~0xF000L) | 0x8000L;
            long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
            return new UUID(high, low);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }

    private static Fault unknown(String name) {
        return new Fault("ResourceNotFoundException", "The state machine has no mock profile '" + name + "'.");
    }
}
