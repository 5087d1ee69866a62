package dev.stepwell.control;

import dev.stepwell.contracts.calling.ActionTable;
import dev.stepwell.contracts.quotas.Multiple;
import dev.stepwell.contracts.wire.SecretSeal;
import dev.stepwell.control.access.KeyBook;
import dev.stepwell.control.access.KeyIssuer;
import dev.stepwell.control.access.Keys;
import dev.stepwell.control.access.Sessions;
import dev.stepwell.control.activities.Activities;
import dev.stepwell.control.aliases.Aliases;
import dev.stepwell.control.audit.AuditLog;
import dev.stepwell.control.changes.ChangeLog;
import dev.stepwell.control.connections.ConnectionStore;
import dev.stepwell.control.connections.Connections;
import dev.stepwell.control.database.ControlDatabase;
import dev.stepwell.control.domains.ClosedRuns;
import dev.stepwell.control.domains.Domains;
import dev.stepwell.control.domains.RetentionSweep;
import dev.stepwell.control.endpoints.ControlEndpoints;
import dev.stepwell.control.idempotency.IdempotencyKeys;
import dev.stepwell.control.mocks.MockProfiles;
import dev.stepwell.control.paging.PageTokens;
import dev.stepwell.control.quotas.TenantQuotas;
import dev.stepwell.control.quotas.Throttling;
import dev.stepwell.control.sealing.MasterKeys;
import dev.stepwell.control.services.AwsServiceStore;
import dev.stepwell.control.services.AwsServices;
import dev.stepwell.control.statemachines.DefinitionCheck;
import dev.stepwell.control.statemachines.Deletions;
import dev.stepwell.control.statemachines.Revisions;
import dev.stepwell.control.statemachines.RunningExecutions;
import dev.stepwell.control.statemachines.StateMachines;
import dev.stepwell.control.statemachines.Versions;
import dev.stepwell.control.tags.Tags;
import dev.stepwell.control.tenants.Bootstrap;
import dev.stepwell.control.tenants.KeyRotation;
import dev.stepwell.control.tenants.TenantData;
import dev.stepwell.control.tenants.TenantDeletions;
import dev.stepwell.control.tenants.TenantDirectory;
import dev.stepwell.control.tenants.Tenants;
import dev.stepwell.control.types.TypeKind;
import dev.stepwell.control.types.Types;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * The front doors of a control plane over one database whose schema is migrated.
 *
 * @param actions AWS's actions of this plane and those that the other planes ask
 * @param keys who a key belongs to
 * @param sessions who a browser's session belongs to
 * @param issuer makes keys and takes them back
 * @param tenants makes, finds and changes tenants
 * @param bootstrap the installation's first start
 * @param changes what others follow
 * @param audit who changed what
 * @param tenantDeletions ends the deletion of tenants
 * @param upkeep what has to be done now and then; start it once
 */
public record ControlPlane(
        ActionTable actions,
        Keys keys,
        Sessions sessions,
        KeyIssuer issuer,
        Tenants tenants,
        Bootstrap bootstrap,
        ChangeLog changes,
        AuditLog audit,
        TenantDeletions tenantDeletions,
        Upkeep upkeep) {
    /**
     * What this plane asks of others, in the background only: no request waits for it.
     *
     * @param executions which machines still run something
     * @param data what is kept of a tenant elsewhere
     * @param closedRuns the workflow executions that have closed
     */
    public record Others(RunningExecutions executions, TenantData data, ClosedRuns closedRuns) {}

    /** Longer than a gateway believes in a key, and than what it let in until then takes to be committed. */
    private static final Duration TENANT_GRACE = Duration.ofSeconds(10);

    /** Twice as long as execution nodes believe that a machine takes starts. */
    private static final Duration DELETION_GRACE = Duration.ofSeconds(2);

    /**
     * Puts a control plane together.
     *
     * @param masterKeys the same on every node
     * @param check what is wrong with a definition
     * @param others what is asked of other planes in the background
     * @param multiple what every tenant may spend
     * @param clock what creation dates are read from; deadlines are the database's
     */
    public static ControlPlane on(
            DataSource source,
            MasterKeys masterKeys,
            DefinitionCheck check,
            Others others,
            Multiple multiple,
            InstantSource clock) {
        ControlDatabase database = new ControlDatabase(source);
        ChangeLog changes = new ChangeLog(database);
        PageTokens tokens = new PageTokens(masterKeys, clock);
        KeyIssuer issuer = new KeyIssuer(database, masterKeys, clock);
        Keys keys = new Keys(database, masterKeys, System::nanoTime);
        Sessions sessions = new Sessions(database, masterKeys, keys, System::nanoTime);
        Tenants tenants = new Tenants(database, masterKeys, changes, clock);
        AuditLog audit = new AuditLog(database, tokens);
        TenantDirectory directory = new TenantDirectory(database, tokens);
        Activities activities = new Activities(database, changes, tokens, clock);
        SecretSeal seal = new SecretSeal(masterKeys.clusterKeys());
        Throttling throttling = new Throttling(database);
        TenantQuotas quotas = new TenantQuotas(database, multiple);
        Tags tags = new Tags(database);
        KeyRotation rotation = new KeyRotation(database, masterKeys);
        IdempotencyKeys idempotency = new IdempotencyKeys(database, masterKeys);
        ControlEndpoints.Machines machines = machines(database, check, changes, tokens, clock);
        ActionTable actions = ActionTable.builder()
                .addAll(ControlEndpoints.table(
                        machines, activities, tags, new Revisions(database, new SecureRandom()), tenants))
                .addAll(ControlEndpoints.mockProfileTable(new MockProfiles(database, machines.machines(), clock)))
                .addAll(ControlEndpoints.throttlingTable(throttling, clock))
                .addAll(ControlEndpoints.quotaTable(quotas, directory))
                .addAll(ControlEndpoints.keyTable(keys, sessions, seal))
                .addAll(ControlEndpoints.connectionTable(
                        new Connections(new ConnectionStore(database, masterKeys), tokens, clock), seal))
                .addAll(ControlEndpoints.awsServiceTable(
                        new AwsServices(new AwsServiceStore(database, masterKeys), clock), seal))
                .addAll(ControlEndpoints.swfTable(swf(database, tags, changes, tokens, clock)))
                .addAll(ControlEndpoints.operatorTable(
                        tenants, directory, issuer, new KeyBook(database, issuer, tokens), audit))
                .addAll(ControlEndpoints.masterKeyTable(rotation))
                .addAll(ControlEndpoints.idempotencyTable(idempotency))
                .build();
        Deletions deletions = new Deletions(database, others.executions(), changes, DELETION_GRACE);
        TenantDeletions tenantDeletions = new TenantDeletions(database, directory, others.data(), clock, TENANT_GRACE);
        RetentionSweep retention = new RetentionSweep(database, others.closedRuns());
        List<Upkeep.Task> seldom = seldom(retention, quotas, throttling, idempotency);
        return new ControlPlane(
                actions,
                keys,
                sessions,
                issuer,
                tenants,
                new Bootstrap(database, tenants, issuer, masterKeys),
                changes,
                audit,
                tenantDeletions,
                upkeep(deletions, tenantDeletions, rotation, keys, sessions, seldom));
    }

    /** What is done every so often: what somebody waits for, and what is seldom. */
    private static Upkeep upkeep(
            Deletions deletions,
            TenantDeletions tenants,
            KeyRotation rotation,
            Keys keys,
            Sessions sessions,
            List<Upkeep.Task> seldom) {
        List<Upkeep.Task> tasks = new ArrayList<>(List.of(
                new Upkeep.Task(1, "sweeping deletions", false, deletions::sweep),
                new Upkeep.Task(1, "deleting tenants", false, tenants::sweep),
                new Upkeep.Task(2, "sealing under the newest master key", false, rotation::sweep),
                new Upkeep.Task(60, "writing when keys were used", true, keys::writeLastUse),
                new Upkeep.Task(60, "sweeping sessions", false, sessions::sweep)));
        tasks.addAll(seldom);
        return new Upkeep(tasks);
    }

    private static List<Upkeep.Task> seldom(
            RetentionSweep retention, TenantQuotas quotas, Throttling throttling, IdempotencyKeys idempotency) {
        return List.of(
                new Upkeep.Task(600, "sweeping idempotency keys", false, idempotency::sweep),
                new Upkeep.Task(600, "forgetting closed workflow executions", false, retention::sweep),
                new Upkeep.Task(600, "sweeping what processes said of quotas", false, quotas::sweep),
                new Upkeep.Task(600, "sweeping counts of throttled requests", false, throttling::sweep));
    }

    private static ControlEndpoints.Machines machines(
            ControlDatabase database,
            DefinitionCheck check,
            ChangeLog changes,
            PageTokens tokens,
            InstantSource clock) {
        return new ControlEndpoints.Machines(
                new StateMachines(database, check, changes, tokens, clock),
                new Versions(database, changes, tokens, clock),
                new Aliases(database, changes, tokens, clock),
                check);
    }

    private static ControlEndpoints.Swf swf(
            ControlDatabase database, Tags tags, ChangeLog changes, PageTokens tokens, InstantSource clock) {
        return new ControlEndpoints.Swf(
                new Domains(database, changes, tokens, clock),
                tags,
                new Types(TypeKind.WORKFLOW, database, changes, tokens, clock),
                new Types(TypeKind.ACTIVITY, database, changes, tokens, clock));
    }
}
