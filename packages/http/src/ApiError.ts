const NAMES: Record<number, string> = {
  400: 'InputError',
  401: 'AuthenticationError',
  403: 'NotAllowedError',
  404: 'NotFoundError',
  409: 'ConflictError',
  503: 'ServiceUnavailableError',
};

/** An answer other than success, as the API documents it. */
export class ApiError extends Error {
  /** What Backstage clients know this kind of error by. */
  override readonly name: string;

  constructor(
    /** HTTP status of the answer. */
    readonly status: number,
    /** Stable, for programs. */
    readonly code: string,
    message: string,
    /** Dotted path of the member at fault, such as `owner.email`. */
    readonly param?: string,
    /** Headers that the answer carries besides. */
    readonly headers?: Record<string, string>,
  ) {
    super(message);
    this.name = NAMES[status] ?? 'ApiError';
  }
}

/** 400: what was sent is malformed. */
export function badRequest(
  code: string,
  param: string | undefined,
  message: string,
): ApiError {
  return new ApiError(400, code, message, param);
}

/** 422: well-formed, but it names something that isn't there or isn't offered. */
export function unprocessable(
  code: string,
  param: string | undefined,
  message: string,
): ApiError {
  return new ApiError(422, code, message, param);
}

/** 409: the state of things is against it. */
export function conflict(
  code: string,
  message: string,
  param?: string,
): ApiError {
  return new ApiError(409, code, message, param);
}

/** 404: there is none, or none that the caller may know of. */
export function notFound(code: string, message: string): ApiError {
  return new ApiError(404, code, message);
}

/** 412: changed since the caller read it. */
export function preconditionFailed(message: string): ApiError {
  return new ApiError(412, 'stale_version', message, 'If-Match');
}

/** 428: an update must say which version it is for. */
export function preconditionRequired(): ApiError {
  return new ApiError(
    428,
    'if_match_required',
    'Send If-Match with the ETag of the version that you have read',
    'If-Match',
  );
}
