package dev.stepwell.control.endpoints;

import dev.stepwell.contracts.calling.ActionTable;
import dev.stepwell.contracts.wire.SecretSeal;
import dev.stepwell.control.access.KeyBook;
import dev.stepwell.control.access.KeyIssuer;
import dev.stepwell.control.access.Keys;
import dev.stepwell.control.access.Sessions;
import dev.stepwell.control.activities.Activities;
import dev.stepwell.control.aliases.Aliases;
import dev.stepwell.control.audit.AuditLog;
import dev.stepwell.control.connections.Connections;
import dev.stepwell.control.domains.Domains;
import dev.stepwell.control.idempotency.IdempotencyKeys;
import dev.stepwell.control.mocks.MockProfiles;
import dev.stepwell.control.quotas.TenantQuotas;
import dev.stepwell.control.quotas.Throttling;
import dev.stepwell.control.services.AwsServices;
import dev.stepwell.control.statemachines.DefinitionCheck;
import dev.stepwell.control.statemachines.Revisions;
import dev.stepwell.control.statemachines.StateMachines;
import dev.stepwell.control.statemachines.Versions;
import dev.stepwell.control.tags.Tags;
import dev.stepwell.control.tenants.KeyRotation;
import dev.stepwell.control.tenants.TenantDirectory;
import dev.stepwell.control.tenants.Tenants;
import dev.stepwell.control.types.Types;
import java.time.InstantSource;

/** All actions of this plane in one table: AWS's and those that the execution plane asks. */
public final class ControlEndpoints {
    private ControlEndpoints() {}

    /** What is done with machines, their versions and aliases, and definitions on their own. */
    public record Machines(StateMachines machines, Versions versions, Aliases aliases, DefinitionCheck check) {}

    /** The table over the services that do the work. */
    public static ActionTable table(
            Machines machines, Activities activities, Tags tags, Revisions revisions, Tenants tenants) {
        return ActionTable.builder()
                .addAll(new MachineActions(machines.machines()).table())
                .addAll(new VersionActions(machines.versions()).table())
                .addAll(new AliasActions(machines.aliases()).table())
                .addAll(new DefinitionActions(machines.check()).table())
                .addAll(new ActivityActions(activities).table())
                .addAll(new TagActions(tags).table())
                .addAll(new RegistryActions(revisions, activities, tenants).table())
                .build();
    }

    /** How often requests were throttled, as gateways report it and as tenants are told. */
    public static ActionTable throttlingTable(Throttling throttling, InstantSource clock) {
        return new ThrottlingActions(throttling, clock).table();
    }

    /** What tenants may spend, for operators and for the processes that let them spend it. */
    public static ActionTable quotaTable(TenantQuotas quotas, TenantDirectory directory) {
        return new QuotaActions(quotas, directory).table();
    }

    /** What is done with SWF's domains, their tags and their types. */
    public record Swf(Domains domains, Tags tags, Types workflowTypes, Types activityTypes) {}

    /** SWF's actions of this plane, and what the execution plane asks about SWF. */
    public static ActionTable swfTable(Swf swf) {
        return ActionTable.builder()
                .addAll(new DomainActions(swf.domains(), swf.tags()).table())
                .addAll(new WorkflowTypeActions(swf.workflowTypes()).table())
                .addAll(new ActivityTypeActions(swf.activityTypes()).table())
                .addAll(new SwfRegistryActions(swf.domains(), swf.workflowTypes(), swf.activityTypes()).table())
                .build();
    }

    /** What operators do with tenants, who may with their keys, and what is known of it afterwards. */
    public static ActionTable operatorTable(
            Tenants tenants, TenantDirectory directory, KeyIssuer issuer, KeyBook keys, AuditLog audit) {
        return ActionTable.builder()
                .addAll(new AuditActions(audit, directory).table())
                .addAll(new TenantActions(tenants, directory, issuer).table())
                .addAll(new KeyBookActions(keys, directory).table())
                .build();
    }

    /** What gateways in other processes ask: whose a key or a session is. Secrets in the answers are sealed by that seal. */
    public static ActionTable keyTable(Keys keys, Sessions sessions, SecretSeal seal) {
        return ActionTable.builder()
                .addAll(new KeyActions(keys, seal).table())
                .addAll(new SessionActions(sessions, seal).table())
                .build();
    }

    /** How the installation's master keys stand. */
    public static ActionTable masterKeyTable(KeyRotation rotation) {
        return new MasterKeyActions(rotation).table();
    }

    /** Which requests with an idempotency key are done, and how they were answered. */
    public static ActionTable idempotencyTable(IdempotencyKeys keys) {
        return new IdempotencyActions(keys).table();
    }

    /** What is done with connections; execution nodes are told their secrets, sealed by that seal. */
    public static ActionTable connectionTable(Connections connections, SecretSeal seal) {
        return new ConnectionActions(connections, seal).table();
    }

    /** What is done with mock profiles, and what the execution plane asks about them. */
    public static ActionTable mockProfileTable(MockProfiles profiles) {
        return new MockProfileActions(profiles).table();
    }

    /** What is done with services of AWS; execution nodes are told their secrets, sealed by that seal. */
    public static ActionTable awsServiceTable(AwsServices services, SecretSeal seal) {
        return new AwsServiceActions(services, seal).table();
    }
}
