import type { z } from 'zod';
import type { OperationName, OutputOf } from '@/lib/domain/operations';
import type { Content, Route, WireRequest } from '@/lib/profiles/profile';

type Shape = z.ZodType;
type None = z.ZodUndefined;

/** A part of a request that was accepted: as its shape gives it, or as it was sent where the verb reads it itself. */
type Accepted<S extends Shape> = z.output<S> | z.input<S>;

interface RouteDeclaration<
  Name extends OperationName,
  Params extends Shape,
  Query extends Shape,
  Body extends Shape,
  Response extends Shape,
> extends Omit<Route, 'read' | 'statusOf' | 'write' | 'negotiate'> {
  operation: Name;
  params?: Params;
  query?: Query;
  body?: Body;
  response: Response;
  read?(request: WireRequest<z.output<Params>, z.output<Query>, z.output<Body>>): unknown;
  statusOf?(output: OutputOf<Name>): number;
  write(
    output: OutputOf<Name>,
    request: WireRequest<Accepted<Params>, Accepted<Query>, Accepted<Body>>,
  ): z.input<Response>;
  negotiate?(
    output: OutputOf<Name>,
    request: WireRequest<Accepted<Params>, Accepted<Query>, Accepted<Body>>,
  ): Content | undefined;
}

/** Declares a route: its functions get the operation's output and the request in the declared shapes. */
export function route<
  Name extends OperationName,
  Response extends Shape,
  Params extends Shape = None,
  Query extends Shape = None,
  Body extends Shape = None,
>(declared: RouteDeclaration<Name, Params, Query, Body, Response>): Route {
  return declared;
}
