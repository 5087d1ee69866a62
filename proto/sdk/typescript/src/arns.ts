/** Makes ARNs of Step Functions out of names. */
export class Arns {
  /**
   * @param region the region that the installation answers for
   * @param account the tenant's twelve digits
   */
  constructor(readonly region: string, readonly account: string) {}

  stateMachine(name: string): string {
    return this.of(`stateMachine:${name}`);
  }

  activity(name: string): string {
    return this.of(`activity:${name}`);
  }

  execution(stateMachine: string, name: string): string {
    return this.of(`execution:${stateMachine}:${name}`);
  }

  private of(resource: string): string {
    return `arn:aws:states:${this.region}:${this.account}:${resource}`;
  }
}
